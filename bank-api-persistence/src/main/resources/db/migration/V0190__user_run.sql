-- May run while the version before it runs: it only adds a table.

-- A wish to delete all users of a site, one after the other.
create table user_run (
  id uuid not null,
  requested_by varchar(200) not null,
  idempotency_key varchar(100) not null,
  actor varchar(200) not null,
  site_id uuid not null,
  reached_at timestamp with time zone not null,
  reached_id uuid not null,
  wanted bigint not null,
  done bigint not null,
  left_out bigint not null,
  tries integer not null,
  trouble varchar(500),
  claim_token uuid,
  next_at timestamp with time zone not null,
  requested_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  constraint pk_user_run primary key (id),
  constraint uq_user_run_key unique (requested_by, idempotency_key)
);
create index ix_user_run_finished on user_run (finished_at);
