-- May run while the old version runs: it only adds tables.

create table delivery (
  id uuid not null,
  site_id uuid not null,
  event varchar(60) not null,
  target_url varchar(2000) not null,
  payload varchar(65536) not null,
  dedup_key varchar(200),
  state varchar(20) not null,
  attempts integer not null,
  created_at timestamp with time zone not null,
  next_attempt_at timestamp with time zone not null,
  claim_token uuid,
  lease_until timestamp with time zone,
  settled_at timestamp with time zone,
  last_status integer,
  last_error varchar(500),
  constraint pk_delivery primary key (id),
  constraint fk_delivery_site foreign key (site_id) references site (id),
  constraint uq_delivery_dedup_key unique (site_id, dedup_key)
);
-- Claiming hops from site to site and reads only the first rows of each.
create index ix_delivery_claim on delivery (state, site_id, next_attempt_at, id);
-- The oldest due one, and how many are due.
create index ix_delivery_due on delivery (state, next_attempt_at);
-- What is old enough to be purged.
create index ix_delivery_settled on delivery (state, settled_at);
-- Lists, newest first: ids grow with time.
create index ix_delivery_of_site on delivery (site_id, id);
create index ix_delivery_in_state on delivery (state, id);

create table delivery_attempt (
  id uuid not null,
  delivery_id uuid not null,
  attempted_at timestamp with time zone not null,
  duration_ms bigint not null,
  outcome varchar(20) not null,
  status integer,
  error varchar(500),
  excerpt varchar(1024),
  constraint pk_delivery_attempt primary key (id),
  constraint fk_delivery_attempt_delivery foreign key (delivery_id)
    references delivery (id) on delete cascade
);
create index ix_delivery_attempt_of_delivery on delivery_attempt (delivery_id, attempted_at);
