-- The password of the role that ../postgresql/database.sql has made, from the secret of compose.yaml: run once, on an empty volume.
\set password `cat /run/secrets/database-password`
\if :SHELL_ERROR
  do $$ begin raise exception 'database-password cannot be read: chown 999'; end $$;
\endif
alter role bankapi password :'password';
