-- Not while a version before it runs: that one would enqueue deliveries without a target.

-- What is known of one address of a site: whether it fails, since when, and whether it is asked.
create table webhook_target (
  id uuid not null,
  site_id uuid not null,
  url varchar(500) not null,
  state varchar(20) not null,
  failures integer not null,
  failing_since timestamp with time zone,
  last_failed_at timestamp with time zone,
  retry_at timestamp with time zone,
  warned_percent integer not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint pk_webhook_target primary key (id),
  constraint fk_webhook_target_site foreign key (site_id) references site (id),
  constraint uq_webhook_target_url unique (site_id, url)
);
-- Whom to warn about.
create index ix_webhook_target_failing on webhook_target (state, failing_since);

insert into webhook_target
    (id, site_id, url, state, failures, warned_percent, created_at, changed_at)
  select first.id, first.site_id, first.url, 'ACTIVE', 0, 0, first.created_at, first.created_at
  from (select d.id, d.site_id, d.created_at,
               substring(regexp_replace(d.target_url, '[?#].*$', '') from 1 for 500) as url,
               row_number() over (
                 partition by d.site_id,
                   substring(regexp_replace(d.target_url, '[?#].*$', '') from 1 for 500)
                 order by d.id) as place
        from delivery d) first
  where first.place = 1;

alter table delivery add column target_id uuid;
update delivery set target_id = (
  select t.id from webhook_target t
  where t.site_id = delivery.site_id
    and t.url = substring(regexp_replace(delivery.target_url, '[?#].*$', '') from 1 for 500));
alter table delivery alter column target_id set not null;
alter table delivery add constraint fk_delivery_target
  foreign key (target_id) references webhook_target (id);

-- Claiming hops from site to site, looks at the site's targets, and reads the first rows of each.
drop index ix_delivery_claim;
create index ix_delivery_claim on delivery (state, site_id, target_id, next_attempt_at, id);
-- The oldest due one is asked for target by target, with the index above.
drop index ix_delivery_due;
