-- Run once, as superuser, in the database `homeward`, before the first migration. Each program gets a login of its own in the role
-- that the migrations grant to; `homeward_migrate` owns the database and may make roles. Passwords are read from files.
DO $$
DECLARE
  secrets text := coalesce(nullif(current_setting('homeward.secrets', true), ''), '/run/secrets');
  program text;
BEGIN
  FOREACH program IN ARRAY ARRAY['api', 'projector', 'auditor', 'reporter'] LOOP
    EXECUTE format('CREATE ROLE %I NOLOGIN', 'homeward_' || program);
    EXECUTE format(
      'CREATE ROLE %I LOGIN PASSWORD %L IN ROLE %I CONNECTION LIMIT 40',
      program || '_login', trim(E' \n' FROM pg_read_file(secrets || '/postgres-' || program)), 'homeward_' || program);
  END LOOP;
  EXECUTE format(
    'CREATE ROLE homeward_migrate LOGIN CREATEROLE PASSWORD %L',
    trim(E' \n' FROM pg_read_file(secrets || '/postgres-migrate')));
  EXECUTE format('ALTER DATABASE %I OWNER TO homeward_migrate', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format(
    'GRANT CONNECT ON DATABASE %I TO homeward_api, homeward_projector, homeward_auditor, homeward_reporter', current_database());
END $$;
