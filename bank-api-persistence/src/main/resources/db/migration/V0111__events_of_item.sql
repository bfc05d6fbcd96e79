-- May run while the version before it runs: it only adds. Bridge's webhooks wait while the index is
-- built.

-- What Bridge said of one item, for the story of its connection.
create index ix_received_event_item on received_event (bridge_item_id, received_at);
