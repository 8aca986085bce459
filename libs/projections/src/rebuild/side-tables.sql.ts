/** Definer's rights: the migrating user owns the tables. Only a plain table of the schema `read` that a swap loses nothing of. */
export const MAY_BE_REBUILT = `
  CREATE FUNCTION read.may_be_rebuilt(wanted text) RETURNS regclass
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    found oid := to_regclass(format('read.%I', wanted));
  BEGIN
    IF found IS NULL OR wanted IN ('checkpoint', 'rebuild')
       OR NOT EXISTS (SELECT FROM pg_class WHERE oid = found AND relkind = 'r' AND NOT relrowsecurity) THEN
      RAISE EXCEPTION 'read.% is no table of a projection', wanted USING ERRCODE = '42809';
    END IF;
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = found)
       OR EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND found IN (conrelid, confrelid))
       OR EXISTS (SELECT FROM pg_proc WHERE prorettype = (SELECT reltype FROM pg_class WHERE oid = found)) THEN
      RAISE EXCEPTION 'read.% has a trigger, a foreign key, or a function that returns its row type: a rebuild would lose it', wanted
        USING ERRCODE = '42809';
    END IF;
    RETURN found;
  END $$`;

/** Empty tables as those in use are defined now; keys at once only where rows are looked up. */
export const MAKE = `
  CREATE FUNCTION read.make_side_tables(tables text[], keyed text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    name text;
  BEGIN
    FOREACH name IN ARRAY tables LOOP
      PERFORM read.may_be_rebuilt(name);
      EXECUTE format('DROP TABLE IF EXISTS read_next.%I', name);
      EXECUTE format('CREATE TABLE read_next.%I (LIKE read.%I INCLUDING ALL EXCLUDING INDEXES)', name, name);
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON read_next.%I TO homeward_projector', name);
      IF name = ANY (keyed) THEN
        EXECUTE (
          SELECT format('ALTER TABLE read_next.%I ADD CONSTRAINT %I %s', name, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE conrelid = to_regclass(format('read.%I', name)) AND contype = 'p'
        );
      END IF;
    END LOOP;
  END $$`;

/** Whatever keys and indexes the tables in use have and the new ones lack. */
export const INDEX = `
  CREATE FUNCTION read.index_side_tables(tables text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    name text;
    missing record;
  BEGIN
    FOREACH name IN ARRAY tables LOOP
      FOR missing IN
        SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint c
        WHERE conrelid = read.may_be_rebuilt(name) AND contype IN ('p', 'u', 'x') AND NOT EXISTS (
          SELECT FROM pg_constraint n
          WHERE n.conrelid = to_regclass(format('read_next.%I', name)) AND n.conname = c.conname)
      LOOP
        EXECUTE format('ALTER TABLE read_next.%I ADD CONSTRAINT %I %s', name, missing.conname, missing.definition);
      END LOOP;
      FOR missing IN
        SELECT pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = read.may_be_rebuilt(name) AND to_regclass(format('read_next.%I', c.relname)) IS NULL
      LOOP
        EXECUTE replace(missing.definition, format(' ON read.%I ', name), format(' ON read_next.%I ', name));
      END LOOP;
      EXECUTE format('ANALYZE read_next.%I', name);
    END LOOP;
  END $$`;

/**
 * The tables that are read become those that were built, within the caller's transaction: with their grants, and with the views on
 * them. It never makes readers wait long: it takes all locks at once or gives way and tries again; 55P03 after ten seconds.
 */
export const SWAP = `
  CREATE FUNCTION read.swap_side_tables(tables text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms' AS $$
  DECLARE
    name text;
    view record;
    views text[] := '{}';
    privilege record;
    tries int := 0;
  BEGIN
    LOOP
      BEGIN
        FOREACH name IN ARRAY tables LOOP
          EXECUTE format('LOCK TABLE read.%I IN ACCESS EXCLUSIVE MODE', name);
        END LOOP;
        EXIT;
      EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
        tries := tries + 1;
        IF tries >= 50 THEN RAISE; END IF;
        PERFORM pg_sleep(0.1);
      END;
    END LOOP;
    FOR view IN
      SELECT DISTINCT v.oid, v.oid::regclass AS name, pg_get_viewdef(v.oid) AS definition
      FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class
      WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND v.relkind = 'v'
        AND d.refobjid IN (SELECT read.may_be_rebuilt(t) FROM unnest(tables) AS t)
      ORDER BY v.oid
    LOOP
      views := views || format('CREATE OR REPLACE VIEW %s AS %s', view.name, view.definition);
    END LOOP;
    FOREACH name IN ARRAY tables LOOP
      EXECUTE format('DROP TABLE IF EXISTS read_old.%I', name);
      EXECUTE format('REVOKE ALL ON read_next.%I FROM homeward_projector', name);
      FOR privilege IN
        SELECT a.privilege_type AS type, pg_get_userbyid(a.grantee) AS grantee, a.grantee = 0 AS everybody, a.is_grantable
        FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.oid = to_regclass(format('read.%I', name)) AND a.grantee <> c.relowner
      LOOP
        EXECUTE format('GRANT %s ON read_next.%I TO %s%s', privilege.type, name,
          CASE WHEN privilege.everybody THEN 'PUBLIC' ELSE quote_ident(privilege.grantee) END,
          CASE WHEN privilege.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
      END LOOP;
      EXECUTE format('ALTER TABLE read.%I SET SCHEMA read_old', name);
      EXECUTE format('ALTER TABLE read_next.%I SET SCHEMA read', name);
    END LOOP;
    FOREACH name IN ARRAY views LOOP
      EXECUTE name;
    END LOOP;
  END $$`;

/** Drops tables that are not read: those being built (\`read_next\`), or those that were replaced (\`read_old\`). */
export const FORGET = `
  CREATE FUNCTION read.forget_tables(side text, tables text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    name text;
  BEGIN
    IF side NOT IN ('read_next', 'read_old') THEN
      RAISE EXCEPTION 'the schema % is not one of those', side USING ERRCODE = '42809';
    END IF;
    FOREACH name IN ARRAY tables LOOP
      EXECUTE format('DROP TABLE IF EXISTS %I.%I', side, name);
    END LOOP;
  END $$`;
