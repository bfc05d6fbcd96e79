-- May run while the version before it runs: it only adds. That one goes on asking about all items.

-- A bank that nobody's items get through to. While it is down its provider stands in
-- open_provider_id too, where it can stand only once; nothing can stand there any number of times.
create table bank_outage (
  id uuid not null,
  provider_id bigint not null,
  open_provider_id bigint,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  look_at timestamp with time zone not null,
  constraint pk_bank_outage primary key (id),
  constraint uq_bank_outage_open unique (open_provider_id)
);
create index ix_bank_outage_ended on bank_outage (ended_at);

-- The sites that were told of it and not yet of its end, and where.
create table bank_outage_site (
  id uuid not null,
  outage_id uuid not null,
  site_id uuid not null,
  webhook_url varchar(2000),
  bank varchar(140),
  constraint pk_bank_outage_site primary key (id),
  constraint fk_bank_outage_site_outage foreign key (outage_id) references bank_outage (id),
  constraint fk_bank_outage_site_site foreign key (site_id) references site (id),
  constraint uq_bank_outage_site unique (outage_id, site_id)
);

-- Which items fail, and whether any item of their bank came through since.
create index ix_item_status on item (status, last_try_refresh);
create index ix_item_provider on item (provider_id, last_successful_refresh);
