-- May run while the version before it runs: it only adds. That one counts the forgotten among those
-- that Bridge has lost.

-- Since when nothing tells any more who the user was; null: the site's name for the user is there.
alter table bridge_user add column forgotten_at timestamp with time zone;
