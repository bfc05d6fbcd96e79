-- May run while the version before it runs: it only adds. Attempts wait while the index is built.

-- How many attempts succeeded and failed in a span of time, from the index alone.
create index ix_delivery_attempt_at on delivery_attempt (attempted_at, outcome);
