-- May run while the old version runs: it only adds. What the old version stores meanwhile goes to
-- the lane of nobody in particular, where it is worked off too.
--
-- The lane of an event is the Bridge user it is about: one worker at a time works off a lane.
alter table received_event add column lane uuid
  default '00000000-0000-0000-0000-000000000000' not null;
alter table received_event add column bridge_item_id bigint;
create index ix_received_event_lane on received_event (lane, state, received_at, id);
-- What was received lately, and when anything was received last.
create index ix_received_event_received on received_event (received_at);
