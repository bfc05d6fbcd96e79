-- May run while the version before it runs: it only adds. That one writes no time, and leaves what
-- an operator had worked off again after the first failure, as it always did.

-- Since when an event waits that an operator had worked off again; null: since it was received.
alter table received_event add column waiting_since timestamp with time zone;
