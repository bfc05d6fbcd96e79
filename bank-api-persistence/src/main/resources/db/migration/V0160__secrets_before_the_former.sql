-- May run while the version before it runs: it only adds. What that one rotates meanwhile twice
-- ends the first secret at once.

-- The secret before the former one: who rotates twice because the first answer was lost still uses
-- it.
alter table site add column older_webhook_secret varchar(500);
alter table site add column older_webhook_secret_until timestamp with time zone;
alter table api_user add column older_secret_hash varchar(64);
alter table api_user add column older_secret_until timestamp with time zone;
