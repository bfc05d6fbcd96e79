-- May run while the version before it runs: it only adds tables.

create table operator_session (
  id uuid not null,
  token_hash varchar(64) not null,
  operator varchar(200) not null,
  opened_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint pk_operator_session primary key (id),
  constraint uq_operator_session_token unique (token_hash)
);
create index ix_operator_session_ends on operator_session (ends_at);

create table operator_token (
  id uuid not null,
  token_hash varchar(64) not null,
  operator varchar(200) not null,
  name varchar(100) not null,
  scope varchar(20) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint pk_operator_token primary key (id),
  constraint uq_operator_token_token unique (token_hash)
);
create index ix_operator_token_created on operator_token (created_at, id);
