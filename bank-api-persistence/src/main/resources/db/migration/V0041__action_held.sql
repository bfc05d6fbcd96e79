-- May run while the version before it runs: it only adds.

-- Since when the site is to be told that its user has to act, once the bank is up again.
alter table item add column action_held_at timestamp with time zone;
create index ix_item_action_held on item (action_held_at);
