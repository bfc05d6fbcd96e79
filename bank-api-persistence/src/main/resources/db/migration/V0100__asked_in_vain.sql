-- May run while the version before it runs: it only adds.

-- The items that Bridge was asked about in vain, the one that waits longest first.
create index ix_item_looked on item (looked_until);
