import type { MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOfTrgm } from './case-names.migration.js';
import { variantSeen } from '../case-file/case-facts.migration.js';
import { bornOn, OPEN, seen } from './case-search.migration.js';

/**
 * A search by name reads as many names as it can hand on, or a few times as many, and not all that have one of the keys: those first that
 * have more than one, then a sixteenth of the others, then a quarter, and all of them, or what sounds alike, only where that was too little.
 *
 * What a viewer may not know has no influence on it. Whether it goes on is told by what it found that the viewer may see, all of it seen,
 * open, there and fitting; in which part a case is, by its id and by a name that the viewer may see. Beginning with the cases of the viewer, or with a
 * number, it finds the same in the same order: no more than the time depends on which of them it begins with.
 */
export class CasesNamedInParts1750000019200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [name, digits] of PARTS)
      await db.query(
        `CREATE INDEX case_name_keys_${name} ON read.case_name USING gin (keys) WITH (fastupdate = off) WHERE ${ofPart('case_id', digits)}`,
      );
    await db.query(named(await schemaOfTrgm(db)));
  }

  down(): Promise<void> {
    throw new Error('The schema read is not taken back: it is dropped, migrated and rebuilt from the log.');
  }
}

/** Parts of all cases by the last digit of their ids, which is at random in ids of all versions. */
const PARTS = [
  ['sixteenth', ['0']],
  ['quarter', ['1', '2', '3']],
] as const;

const ofPart = (id: string, digits: readonly string[]): string =>
  `right(${id}::text, 1) IN (${digits.map((digit) => `'${digit}'`).join(', ')})`;

/** Beginning with these of a viewer's cases is cheaper than beginning with the names. */
const FEW = 2_000;

/** The least likeness of two names that sound alike. */
const ALIKE = 0.5;
const SOUNDS = "($6 <> '' AND $6 <% n.sound)";

/**
 * What makes a name worth comparing, the best first: surname and given name, given name and father's name, or a likeness with the initial.
 * That likeness is no operator, for which PostgreSQL might begin with all names that sound alike.
 */
const CONDITIONS = [
  `(n.keys ?| $13 AND n.keys ?| $14 OR n.keys ?| $15 OR n.keys ?| $16 AND word_similarity($6, n.sound) >= ${ALIKE})`,
  ...PARTS.map(([, digits]) => `(n.keys ?| $5 AND ${ofPart('n.case_id', digits)})`),
  'n.keys ?| $5',
  SOUNDS,
];

const IN_PARTS = CONDITIONS.map((condition, at) => `WHEN ${condition} THEN ${at}`).join(' ');

/** As `read.case_opened_by` has it, which is asked itself where a glass was broken. */
const isOpen = (row: string): string => `($3 OR (
  SELECT a.assignment -> 'staff' ? $1
    OR a.assignment ->> 'sensitivity' = 'ordinary' AND a.assignment -> 'offices' ? $2::text
    OR a.glass @> jsonb_build_array(jsonb_build_object('staff', $1)) AND read.case_open_to($1, $2, $3, a.case_id)
  FROM read.case_access a WHERE a.case_id = ${row}.case_id))`;

/**
 * Whose very opening reveals a hidden exchange is not there. A case without exchanges has one variant of its facts; one that is there
 * without all of its exchanges is there whichever are hidden. Only of the others, or for facts, is it asked which are hidden.
 */
const FITS = `(
  SELECT CASE
    WHEN f.revealed = '{}' THEN $9 IS NULL OR f.facts @> jsonb_build_array($9)
    WHEN $9 IS NULL AND f.facts @> jsonb_build_array(jsonb_build_object(
      'without', (SELECT jsonb_agg(exchange) FROM jsonb_object_keys(f.revealed) AS exchange))) THEN true
    ELSE f.facts @> jsonb_build_array(coalesce($9, '{}')) AND (
      SELECT $9 IS NULL OR v.facts @> $9
      FROM (${variantSeen('read.hides_exchange($1, exchange::uuid, at::bigint)')}) v)
  END
  FROM read.case_file f WHERE f.case_id = o.case_id)`;

/** A value and no EXISTS, which PostgreSQL might answer by reading all who were born then. */
const BORN = `($8 IS NULL OR (
  SELECT bool_or(${bornOn('b', '$8')}) FROM read.case_name b WHERE b.case_id = n.case_id))`;

/** The cases that fit, the best first; OFFSET 0, so that PostgreSQL asks of no more of them than are handed on. */
const query = (from: string, condition: string, part: string): string => `
  SELECT ARRAY(
    SELECT o.case_id FROM (
      SELECT m.case_id FROM (
        SELECT DISTINCT ON (n.case_id) n.case_id, ${part} AS part,
          (SELECT count(*) FROM jsonb_array_elements_text(n.keys) AS key WHERE key = ANY ($4))
            + word_similarity($6, n.sound) AS likeness
        FROM ${from} n
        WHERE ${condition} AND ${seen('n')} AND ${BORN}
        ORDER BY n.case_id, part, likeness DESC
      ) m
      ORDER BY m.part, m.likeness DESC, m.case_id OFFSET 0
    ) o
    WHERE ${FITS}
    LIMIT $10)`;

const AMONG =
  'unnest($11) AS among (id) CROSS JOIN LATERAL (SELECT * FROM read.case_name WHERE case_id = among.id OFFSET 0)';

const USING =
  'viewer, office, sees_all, keys, sought, sound, numbers, born, facts, most - cardinality(found), among, found, surnames, others, pairs, initials';

const named = (trgm: string): string => `
  CREATE OR REPLACE FUNCTION read.cases_named(
    viewer text, office uuid, sees_all boolean, keys text[], sought text[], sound text, numbers text[], born daterange,
    facts jsonb, most int
  ) RETURNS TABLE (case_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, ${trgm}, pg_temp SET pg_trgm.word_similarity_threshold = ${ALIKE} SET jit = off AS $$
  DECLARE
    surnames text[] := ARRAY(SELECT key FROM unnest(keys) AS key WHERE key LIKE 's:%');
    others text[] := ARRAY(SELECT key FROM unnest(keys) AS key WHERE key LIKE 'g:%' OR key LIKE 'p:%');
    pairs text[] := ARRAY(SELECT key FROM unnest(keys) AS key WHERE key LIKE 'gp:%');
    initials text[] := ARRAY(SELECT key FROM unnest(keys) AS key WHERE key LIKE 'gi:%');
    found uuid[] := '{}';
    more uuid[];
    among uuid[];
    part text;
  BEGIN
    IF numbers IS NOT NULL THEN
      EXECUTE $q$SELECT ARRAY(
        SELECT DISTINCT n.case_id FROM read.case_name n WHERE n.keys ?| $7 AND ${seen('n')} AND ${isOpen('n')})$q$
      INTO among USING viewer, office, sees_all, keys, sought, sound, numbers;
    ELSIF NOT sees_all THEN
      EXECUTE $q$SELECT ARRAY(SELECT o.case_id FROM (${OPEN}) o LIMIT ${FEW} + 1)$q$
      INTO among USING viewer, office, sees_all;
      IF cardinality(among) > ${FEW} THEN among := NULL; END IF;
    END IF;
    IF among IS NOT NULL THEN
      EXECUTE $q$${query(AMONG, `(n.keys ?| $5 OR ${SOUNDS})`, `CASE ${IN_PARTS} END`)}$q$
      INTO found USING ${USING};
    ELSE
      FOREACH part IN ARRAY ARRAY[${CONDITIONS.map((condition) => `$q$${condition}$q$`).join(', ')}] LOOP
        EXECUTE replace($q$${query('read.case_name', `%part AND n.case_id <> ALL ($12) AND ${isOpen('n')}`, '0')}$q$, '%part', part)
        INTO more USING ${USING};
        found := found || more;
        EXIT WHEN cardinality(found) >= most;
      END LOOP;
    END IF;
    RETURN QUERY SELECT unnest(found);
  END $$`;
