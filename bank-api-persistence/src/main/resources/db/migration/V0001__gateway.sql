-- The first schema: there is no older version that could run beside it.

create table installation (
  id smallint not null,
  bootstrapped_at timestamp with time zone,
  constraint pk_installation primary key (id)
);
insert into installation (id) values (1);

create table api_user (
  id uuid not null,
  api_key varchar(64) not null,
  secret_hash varchar(64) not null,
  previous_secret_hash varchar(64),
  previous_secret_until timestamp with time zone,
  email varchar(320) not null,
  link_answer varchar(10) not null,
  list_answer varchar(10) not null,
  may_register boolean not null,
  multi_site boolean not null,
  active boolean not null,
  created_at timestamp with time zone not null,
  version bigint not null,
  constraint pk_api_user primary key (id),
  constraint uq_api_user_key unique (api_key)
);

create table site (
  id uuid not null,
  api_user_id uuid not null,
  site_key varchar(140) not null,
  base_url varchar(500) not null,
  allowed_hosts varchar(4000) not null,
  default_webhook_url varchar(2000),
  webhook_secret varchar(500) not null,
  previous_webhook_secret varchar(500),
  previous_webhook_secret_until timestamp with time zone,
  email varchar(320),
  locale varchar(2) not null,
  time_zone varchar(60) not null,
  state varchar(20) not null,
  created_at timestamp with time zone not null,
  version bigint not null,
  constraint pk_site primary key (id),
  constraint fk_site_api_user foreign key (api_user_id) references api_user (id),
  constraint uq_site_key unique (api_user_id, site_key)
);

create table bridge_user (
  id uuid not null,
  site_id uuid not null,
  site_user varchar(140) not null,
  bridge_uuid uuid,
  created_at timestamp with time zone not null,
  version bigint not null,
  constraint pk_bridge_user primary key (id),
  constraint fk_bridge_user_site foreign key (site_id) references site (id),
  constraint uq_bridge_user_name unique (site_id, site_user),
  constraint uq_bridge_user_uuid unique (bridge_uuid)
);

create table item (
  id uuid not null,
  bridge_user_id uuid not null,
  site_id uuid not null,
  bridge_item_id bigint not null,
  bank varchar(140),
  provider_id bigint,
  account_types varchar(20),
  status integer not null,
  status_info varchar(60),
  authentication_expires_at timestamp with time zone,
  last_successful_refresh timestamp with time zone,
  last_try_refresh timestamp with time zone,
  bridge_created_at timestamp with time zone,
  webhook_url varchar(2000),
  read_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  version bigint not null,
  constraint pk_item primary key (id),
  constraint fk_item_bridge_user foreign key (bridge_user_id) references bridge_user (id),
  constraint fk_item_site foreign key (site_id) references site (id),
  constraint uq_item_bridge_item unique (bridge_item_id)
);
create index ix_item_bridge_user on item (bridge_user_id);
create index ix_item_site on item (site_id);

create table connection_request (
  id uuid not null,
  bridge_user_id uuid not null,
  site_id uuid not null,
  kind varchar(20) not null,
  state varchar(20) not null,
  context_hash varchar(64) not null,
  bank varchar(140),
  redirect_url varchar(2000) not null,
  webhook_url varchar(2000),
  lang varchar(2) not null,
  asked_item_id bigint,
  bridge_item_id bigint,
  claimed_item_id bigint,
  step varchar(60),
  status integer,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  returned_at timestamp with time zone,
  settled_at timestamp with time zone,
  next_check_at timestamp with time zone,
  version bigint not null,
  constraint pk_connection_request primary key (id),
  constraint fk_connection_request_user foreign key (bridge_user_id) references bridge_user (id),
  constraint fk_connection_request_site foreign key (site_id) references site (id),
  constraint uq_connection_request_context unique (context_hash)
);
create index ix_connection_request_user on connection_request (bridge_user_id, state);
create index ix_connection_request_item on connection_request (bridge_item_id);
create index ix_connection_request_check on connection_request (next_check_at);
create index ix_connection_request_expiry on connection_request (state, expires_at);

create table received_event (
  id uuid not null,
  body_hash varchar(64) not null,
  event_type varchar(100) not null,
  body varchar(200000) not null,
  received_at timestamp with time zone not null,
  state varchar(20) not null,
  attempts integer not null,
  next_attempt_at timestamp with time zone,
  claim_token uuid,
  processed_at timestamp with time zone,
  last_error varchar(500),
  constraint pk_received_event primary key (id),
  constraint uq_received_event_hash unique (body_hash)
);
create index ix_received_event_due on received_event (state, next_attempt_at);

create table audit_entry (
  id uuid not null,
  at timestamp with time zone not null,
  actor varchar(200) not null,
  action varchar(60) not null,
  subject varchar(200) not null,
  detail varchar(500),
  constraint pk_audit_entry primary key (id)
);
create index ix_audit_entry_at on audit_entry (at);
