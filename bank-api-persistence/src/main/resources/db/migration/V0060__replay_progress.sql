-- May run while the version before it runs: it only adds. That one writes no number wanted, and
-- takes a cancelled replay for a finished one, which it does not go on with either.

-- How many it was about when it was asked for, and whether somebody stopped it.
alter table delivery_replay add column wanted bigint;
alter table delivery_replay add column cancelled_at timestamp with time zone;
