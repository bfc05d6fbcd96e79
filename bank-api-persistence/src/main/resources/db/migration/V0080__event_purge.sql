-- May run while the version before it runs: it only adds. Bridge's webhooks wait while the index is
-- built.

-- What was worked off long ago is forgotten in batches, the oldest first.
create index ix_received_event_processed on received_event (state, processed_at);
