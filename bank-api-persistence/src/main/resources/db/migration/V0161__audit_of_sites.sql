-- May run while the version before it runs: it only adds. What that one writes meanwhile names no
-- site here.

-- A site's key is its customer's own: which site an entry concerns is said by its id.
alter table audit_entry add column site_id uuid;
create index ix_audit_entry_site on audit_entry (site_id, at, id);
