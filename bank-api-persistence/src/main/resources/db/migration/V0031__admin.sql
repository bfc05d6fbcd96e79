-- May run while the version before it runs: it only adds.

-- What a repeated request of an operator was answered the first time.
create table idempotent_request (
  id varchar(64) not null,
  content_hash varchar(64) not null,
  outcome varchar(500) not null,
  created_at timestamp with time zone not null,
  constraint pk_idempotent_request primary key (id)
);
create index ix_idempotent_request_created on idempotent_request (created_at);

-- The operators' lists, newest first.
create index ix_api_user_created on api_user (created_at, id);
create index ix_site_created on site (created_at, id);
create index ix_connection_request_opened on connection_request (opened_at, id);
create index ix_connection_request_of_site on connection_request (site_id, opened_at, id);
create index ix_audit_entry_at_id on audit_entry (at, id);
create index ix_item_expiry on item (authentication_expires_at);
