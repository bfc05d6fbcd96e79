-- May run while the version before it runs: it only adds. That one knows replays only: nobody
-- cancels many at once before all nodes are of this version.

-- What is done with all of them, and whether with those only whose address is not sent to.
alter table delivery_replay add column action varchar(20) default 'REPLAY' not null;
alter table delivery_replay add column held_only boolean default false not null;
