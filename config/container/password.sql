-- The password of the role that ../postgresql/database.sql has made, from the secret of compose.yaml: run once, on an empty volume.
\getenv password POSTGRES_PASSWORD
alter role bankapi password :'password';
