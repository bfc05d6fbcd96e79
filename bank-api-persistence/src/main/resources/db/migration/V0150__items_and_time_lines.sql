-- May run while the version before it runs: it only adds. What that one stores meanwhile is in no
-- list of an item or a site, and on no site's time line. Webhooks, in and out, wait while the
-- columns are filled and the indexes are built.

-- Bridge's webhooks of an item, and of a site: that of the Bridge user they name.
alter table received_event add column site_id uuid;
update received_event set site_id = (
  select b.site_id from bridge_user b where b.bridge_uuid = received_event.lane);
drop index ix_received_event_item;
create index ix_received_event_item on received_event (bridge_item_id, received_at, id);
create index ix_received_event_site on received_event (site_id, received_at, id);

-- Webhooks to one address, and those about one item.
alter table delivery add column bridge_item_id bigint;
update delivery set bridge_item_id = cast(nullif(regexp_replace(
    regexp_replace(payload, '^.*"item_id":', ''), '[^0-9].*$', ''), '') as bigint)
  where payload like '%"item_id":%';
create index ix_delivery_item on delivery (bridge_item_id, id);
create index ix_delivery_target on delivery (target_id, id);

-- Runs over these only.
alter table delivery_replay add column target_id uuid;
alter table delivery_replay add column bridge_item_id bigint;

-- What happened at a site, each in the order of its time. linked_at: when Bridge gave the link.
alter table delivery_attempt add column site_id uuid;
update delivery_attempt set site_id = (
  select d.site_id from delivery d where d.id = delivery_attempt.delivery_id);
create index ix_delivery_attempt_site on delivery_attempt (site_id, attempted_at, id);
alter table connection_request add column linked_at timestamp with time zone;
create index ix_connection_request_linked on connection_request (site_id, linked_at, id);
create index ix_connection_request_returned on connection_request (site_id, returned_at, id);
create index ix_connection_request_decided on connection_request (site_id, settled_at, id);
