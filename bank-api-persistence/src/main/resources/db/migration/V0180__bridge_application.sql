-- May run while the version before it runs: it only adds a column.

-- A hash of the client id under which the users here are known at Bridge; null until the first
-- start that looks.
alter table installation add column bridge_application varchar(64);
