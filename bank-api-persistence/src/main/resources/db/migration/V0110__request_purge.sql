-- May run while the version before it runs: it only adds. Links wait while the index is built.

-- What was decided long ago is forgotten in batches, the oldest first.
create index ix_connection_request_settled on connection_request (settled_at);
