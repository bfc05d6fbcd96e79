-- May run while the version before it runs: it only adds a table.

-- A wish to work many of Bridge's webhooks off again, in batches.
create table event_run (
  id uuid not null,
  requested_by varchar(200) not null,
  idempotency_key varchar(100) not null,
  site_id uuid,
  bridge_item_id bigint,
  event_type varchar(100),
  from_state varchar(20) not null,
  received_from timestamp with time zone not null,
  received_until timestamp with time zone not null,
  reached_at timestamp with time zone not null,
  reached_id uuid not null,
  wanted bigint not null,
  done bigint not null,
  requested_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  constraint pk_event_run primary key (id),
  constraint uq_event_run_key unique (requested_by, idempotency_key)
);
create index ix_event_run_finished on event_run (finished_at);
