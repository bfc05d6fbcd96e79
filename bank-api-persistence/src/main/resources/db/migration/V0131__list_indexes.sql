-- May run while the version before it runs: it only adds, and takes away what another covers.
-- Webhooks to new addresses wait while the index is built.

-- The operators' list of webhook addresses, newest first.
create index ix_webhook_target_created on webhook_target (created_at, id);
-- ix_audit_entry_at_id begins with the same column.
drop index ix_audit_entry_at;
