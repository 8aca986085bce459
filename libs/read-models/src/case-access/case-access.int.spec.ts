import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { permittedIn } from '#libs/access/src/open-to.js';
import { may, reachOf } from '#libs/access/src/policies.js';
import { ROLES } from '#libs/access/src/roles.js';
import type { Viewer } from '#libs/access/src/viewer.js';
import { SENSITIVITIES } from '#libs/cases/src/assignment.js';
import type { CaseAccess } from '#libs/cases/src/case-access.js';
import { GLASS_FINDINGS } from '#libs/cases/src/events/glass-break-reviewed.event.js';
import { caseId, glassId, officeId, staffId } from '#libs/kernel/src/ids.js';
import { instant } from '#libs/kernel/src/instant.js';
import { migratedDatabase, type FreshDatabase } from '#test/support/postgres.js';
import { readMigrations } from '../read-migrations.js';

const uuid = (digit: number): string => `0000000${digit}-0000-4000-8000-000000000000`;
const CASE = caseId(uuid(9));
const staff = fc.constantFrom(1, 2).map((digit) => staffId(uuid(digit)));
const office = fc.constantFrom(3, 4).map((digit) => officeId(uuid(digit)));
const glass = glassId(uuid(5));

const viewers: fc.Arbitrary<Viewer> = fc.record({
  id: staff,
  role: fc.constantFrom(...ROLES),
  office: fc.option(office),
});
const accesses: fc.Arbitrary<CaseAccess> = fc.record({
  assignment: fc.option(
    fc.record({
      offices: fc.uniqueArray(office),
      staff: fc.uniqueArray(staff, { maxLength: 1 }),
      sensitivity: fc.constantFrom(...SENSITIVITIES),
    }),
  ),
  glass: fc.array(
    fc.record({
      glass: fc.constant(glass),
      staff,
      until: fc.constantFrom('2020-01-01', '2100-01-01').map((day) => instant(new Date(day))),
      review: fc.option(
        fc.record({
          glass: fc.constant(glass),
          reviewer: staff,
          finding: fc.constantFrom(...GLASS_FINDINGS),
          note: fc.constant(null),
        }),
      ),
    }),
    { maxLength: 2 },
  ),
});

describe('PostgreSQL, asked to whom a case is open', () => {
  let database: FreshDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await migratedDatabase(readMigrations);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  const openedBy = async (viewer: Viewer): Promise<string | null> => {
    const seesAll = reachOf(viewer.role, 'read a case') === 'every';
    const { rows } = await client.query(
      'SELECT read.case_opened_by($1, $2, $3, $4) AS by, read.case_open_to($1, $2, $3, $4) AS open',
      [viewer.id, viewer.office, seesAll, CASE],
    );
    const [{ by, open }] = rows as [{ by: string | null; open: boolean }];
    expect(open).toBe(by !== null);
    return by;
  };

  it('answers as the policy does, for whatever assignment and broken glass', async () => {
    const found = new Set<string | null>();
    await fc.assert(
      fc.asyncProperty(accesses, viewers, async (access, viewer) => {
        await client.query(
          `INSERT INTO read.case_access VALUES ($1, 0, 0, 'missing', $2, $3)
           ON CONFLICT (case_id) DO UPDATE SET assignment = $2, glass = $3`,
          [CASE, JSON.stringify(access.assignment), JSON.stringify(access.glass)],
        );
        const by = await openedBy(viewer);
        found.add(by);
        // Others do not come so far.
        if (!may(viewer.role, 'read a case')) return;
        expect(by !== null).toBe(permittedIn(access, viewer, 'read a case', instant(new Date())));
      }),
      { numRuns: 500 },
    );
    expect(found).toEqual(new Set([null, 'role', 'assignment', glass]));
  });

  it('opens no case that is not there', async () => {
    await client.query('DELETE FROM read.case_access');
    expect(await openedBy({ id: staffId(uuid(1)), role: 'auditor', office: null })).toBeNull();
  });
});
