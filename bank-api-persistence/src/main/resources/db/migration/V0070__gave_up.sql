-- May run while the version before it runs: it only adds. What that one takes back meanwhile counts
-- as not given up, as it always did there.

-- Whether the browser's last return said that the user gave up, or that the bank refused.
alter table connection_request add column gave_up boolean default false not null;
