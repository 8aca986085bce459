import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OTHER, PERSON, startHall } from '#libs/audit/src/testing/verify-hall.js';

const STAFF = '5aff0000-0000-4000-8000-000000000003';
const main = new URL('./main.ts', import.meta.url).pathname;
const loader = new URL('../../../test/event-store/register-typescript.js', import.meta.url).href;

let hall: Awaited<ReturnType<typeof startHall>>;
let folder = '';
beforeAll(async () => {
  hall = await startHall();
  folder = await mkdtemp(join(tmpdir(), 'homeward-auditor-'));
});
afterAll(async () => {
  await hall.close();
  await rm(folder, { recursive: true });
});

/** Runs the program as an auditor would, with a login that has the auditor's rights and no others. */
async function auditor(...args: readonly string[]) {
  const { live, parts } = hall;
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', loader, main, ...args, '--data', folder],
    {
      env: {
        PATH: process.env['PATH'],
        TMPDIR: folder,
        EVENTSTORE_URL: live.store.connectionString,
        DATABASE_URL: parts.databaseUrl,
        KEYS_FOLDER: live.keys.folder,
        KEK_FILE: live.keys.kekFile,
        HOMEWARD_STAFF: STAFF,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code: code as number };
}

const WHY = ['--why', 'a spec of the auditor'];
const accesses = () =>
  hall.live.rows<{ route: string; outcome: string; subjects: string[]; why: string; who: string }>(
    'SELECT route, outcome, subjects, why, who FROM records.access_log ORDER BY id',
  );

describe('the auditor', () => {
  it('tells of a person as text, JSON and a page, with the same in each', async () => {
    const printed = await auditor('replay', PERSON.slice('case-'.length), ...WHY);
    expect(printed).toMatchObject({ code: 0 });
    const json = await auditor('replay', PERSON, '--format', 'json', ...WHY);
    const events = JSON.parse(json.out) as {
      revision: number;
      recordedAt: string;
      event: { type: string };
    }[];
    expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const page = await auditor('replay', PERSON, '--format', 'page', ...WHY);
    expect(page.out).toMatch(/^<!doctype html>/);
    expect(page.out).not.toMatch(/<script|src=|href=/);
    const cells = [...page.out.matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell = '']) => cell);
    for (const line of printed.out.split('\n').slice(1, -1)) {
      const said = line
        .split(/\s{2,}/)
        .map((part) => part.trim())
        .filter((part) => part !== '');
      const unescaped = cells.map((cell) =>
        cell.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"').trim(),
      );
      for (const part of said) expect(unescaped).toContain(part);
    }
    expect((await accesses()).slice(-3)).toEqual(
      Array(3).fill({
        route: 'auditor replay',
        outcome: 'allowed',
        subjects: [PERSON],
        why: WHY[1],
        who: STAFF,
      }),
    );
  });

  it('tells what was so on a day, what changed between two, and what another kind of stream says', async () => {
    const asOf = await auditor('as-of', PERSON, '--valid-at', '2022-05-01', ...WHY);
    expect(asOf.out).toMatch(/captivity\s+certain\s+3\s+phase alleged/);
    const diff = await auditor(
      'diff',
      PERSON,
      '--from-valid-at',
      '2025-06-13',
      '--to-valid-at',
      '2025-06-14',
      ...WHY,
    );
    expect(diff.out).toMatch(/captivity\s+before\s+certain: phase alleged/);
    expect(diff.out).toMatch(/because\s+dated between the days: entry 9, Returned on 14 June 2025/);
    const exchange = await auditor('as-of', 'exchange-ffffffff-0000-4000-8000-000000000000', ...WHY);
    expect(exchange.out).toMatch(/embargo\s+as it stands\s+-\s+never-placed/);
  });

  it("tells everybody's state, a line each, with counts and no names", async () => {
    const csv = await auditor('population', '--valid-at', '2025-06-14', '--format', 'csv', ...WHY);
    const lines = csv.out.trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(csv.out).toMatch(/^aaaaaaaa-0000-4000-8000-000000000000,.*,released,returned,alive,/m);
    expect(csv.err).toMatch(/4 people/);
    const rest = await auditor(
      'population',
      '--known-at',
      '2100-01-01',
      '--after',
      PERSON.slice(5),
      '--format',
      'ndjson',
      ...WHY,
    );
    expect(JSON.parse(rest.out)).toMatchObject({
      case: OTHER.slice(5),
      captivity: expect.any(String),
    });
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/population/));
    expect((await accesses()).at(-1)).toMatchObject({ route: 'auditor population', subjects: ['everybody'] });
  });

  it('verifies the read models, and says with its exit code when one is not what the log says', async () => {
    const sound = await auditor('verify', ...WHY);
    expect(sound).toMatchObject({ code: 0, out: expect.stringMatching(/^Sound: \d+ events/m) });
    await hall.live.rows("UPDATE read.case_history SET actor_role = 'canary' WHERE revision = 0");
    const quiet = await auditor('verify', ...WHY);
    expect(quiet.code).toBe(2);
    expect(quiet.out).toMatch(
      /case_history\s+case_id a{8}\S*, revision 0\s+differs in actor_role\s+CaseOpened, entry 0 of case-a/,
    );
    expect(quiet.out + quiet.err).not.toContain('canary');
    const shown = await auditor('verify', '--show', ...WHY);
    expect(shown.out).toContain('actor_role is "canary", should be "caseworker"');
    expect((await accesses()).at(-1)).toMatchObject({
      route: 'auditor verify --show',
      subjects: expect.arrayContaining([PERSON, OTHER]),
    });
    await hall.live.rows("UPDATE read.case_history SET actor_role = 'caseworker' WHERE revision = 0");
  });

  it('exports one subject whole into files of its own, and overwrites nothing', async () => {
    const out = join(folder, 'given', 'away');
    const first = await auditor('export', PERSON, '--out', out, ...WHY);
    expect(first).toMatchObject({ code: 0 });
    const [json, page] = [join(out, `${PERSON}.json`), join(out, `${PERSON}.html`)];
    for (const file of [json, page]) expect((await stat(file)).mode & 0o777).toBe(0o600);
    const whole = JSON.parse(await readFile(json, 'utf8')) as Record<string, unknown[]>;
    expect(whole).toMatchObject({ subject: PERSON, why: WHY[1] });
    expect(whole['events']).toHaveLength(10);
    expect(whole['accesses']?.length).toBeGreaterThan(2);
    expect(whole['leftOut']).toContainEqual(expect.stringMatching(/agreement-/));
    expect(await readFile(page, 'utf8')).toMatch(/What was left out/);

    const count = (await accesses()).length;
    const second = await auditor('export', PERSON, '--out', out, ...WHY);
    expect(second).toMatchObject({
      code: 1,
      err: expect.stringMatching(/exists, and is not overwritten/),
    });
    expect(await accesses()).toHaveLength(count);
  });

  it('says what to do when it cannot', async () => {
    const says = async (expected: RegExp, ...args: string[]) => {
      const { out, err, code } = await auditor(...args);
      expect({ out, err, code }).toEqual({
        out: '',
        err: expect.stringMatching(expected),
        code: 1,
      });
    };
    await says(/required option '--why/, 'replay', PERSON);
    await says(/No such case was known then/, 'replay', 'cccccccc-0000-4000-8000-000000000000', ...WHY);
    await says(
      /Give both --from-valid-at and --to-valid-at/,
      'diff',
      PERSON,
      '--from-valid-at',
      '2025-06-14',
      ...WHY,
    );
    await says(/give --known-at too/, 'population', '--after', PERSON.slice(5), ...WHY);
    expect((await accesses()).at(-1)).toMatchObject({ outcome: 'not-found' });
  });

  it('prints nothing that the access log does not have', async () => {
    await hall.live.rows('ALTER TABLE records.access_log ADD CONSTRAINT shut CHECK (false) NOT VALID');
    for (const args of [['population'], ['export', PERSON, '--out', join(folder, 'none')]]) {
      const { out, code } = await auditor(...args, ...WHY);
      expect([args[0], out.includes('case-') || out.includes('aaaaaaaa'), code]).toEqual([args[0], false, 1]);
    }
    expect(await readdir(folder)).not.toContain('none');
    await hall.live.rows('ALTER TABLE records.access_log DROP CONSTRAINT shut');
  });
});
