-- May run while the version before it runs: it only adds.

-- The last step before the end of the consent that the site was told of, and which end that was.
alter table item add column consent_told_days integer;
alter table item add column consent_told_end timestamp with time zone;
