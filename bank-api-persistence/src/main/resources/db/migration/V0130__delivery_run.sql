-- May run while the version before it runs: it only adds. That one knows replays only and leaves
-- alone what is finished: another run is finished for it from its beginning, while it is under way.

-- What is done with all of them, and whether with those only whose address is not sent to.
alter table delivery_replay add column action varchar(20) default 'REPLAY' not null;
alter table delivery_replay add column held_only boolean default false not null;
alter table delivery_replay add column under_way_since timestamp with time zone;
