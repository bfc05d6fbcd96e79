-- May run while the old version runs: it only adds.
--
-- A user that Bridge has deleted keeps its row; a new one is made under a new random id.
alter table bridge_user add column external_id uuid;
alter table bridge_user add column lost_at timestamp with time zone;
-- Items not heard of for long are read by one node only: until when nobody else looks.
alter table item add column looked_until timestamp with time zone;
create index ix_item_read on item (read_at);
