-- May run while the old version runs: it only adds a table.

-- A wish to send many deliveries again, worked off in batches.
create table delivery_replay (
  id uuid not null,
  requested_by varchar(200) not null,
  idempotency_key varchar(100) not null,
  site_id uuid,
  event varchar(60),
  from_state varchar(20),
  created_from timestamp with time zone,
  created_until timestamp with time zone not null,
  reached uuid not null,
  replayed bigint not null,
  requested_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint pk_delivery_replay primary key (id),
  constraint uq_delivery_replay_key unique (requested_by, idempotency_key)
);
create index ix_delivery_replay_finished on delivery_replay (finished_at);
