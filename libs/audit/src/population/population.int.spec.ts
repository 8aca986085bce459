import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { capture, confirmation, homecoming, opened, withdrawal } from '#libs/cases/src/testing/sayings.js';
import { reached } from '#libs/agreements/src/testing/sayings.js';
import type { EventStore, StoredEvent } from '#libs/event-store/src/event-store.js';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { asOf, type AsOf } from '../as-of.js';
import { subject } from '../subjects/subject.js';
import { startLog } from '../testing/log.js';
import { Buckets } from './buckets.js';
import { population } from './population.js';

const MEGABYTE = 1_024 * 1_024;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let log: Awaited<ReturnType<typeof startLog>>;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-spec-'));
  log = await startLog();
});
afterAll(async () => {
  await log.close();
  await rm(folder, { recursive: true });
});

const parts = (store: EventStore = log.store, signal = new AbortController().signal) => ({
  store,
  codec: log.codec,
  temporary: folder,
  progress: () => undefined,
  signal,
});
async function all(found: AsyncIterable<AsOf>): Promise<AsOf[]> {
  const people: AsOf[] = [];
  for await (const person of found) people.push(person);
  return people;
}
const foldersLeft = async () =>
  (await readdir(folder)).filter((name) => name.startsWith('homeward-population-'));

describe("everybody's state on a day, as known at an instant", () => {
  const people = Array.from({ length: 12 }, () => `case-${randomUUID()}`).sort();
  let between: Date;
  beforeAll(async () => {
    for (const person of people.toReversed())
      await log.append(person, null, opened(), capture({ occurredAt: edtf('2022-05') }));
    await log.append(`agreement-${randomUUID()}`, null, reached());
    for (const person of people.slice(0, 6))
      between = await log.append(person, 1, homecoming({ occurredAt: edtf('2025-06-14') }));
    await log.append(people[0] ?? '', 2, withdrawal(2));
    await log.append(`case-${randomUUID()}`, null, opened());
  });

  it('is what as-of tells of each of them, in the order of their ids', async () => {
    const when: When = { validAt: civilDay('2025-06-14'), knownAt: between };
    const found = await all(population(parts(), when));
    expect(found.map((person) => person.subject)).toEqual(people);
    for (const person of found) expect(person).toEqual(await asOf(log.parts, subject(person.subject), when));
    const released = found.filter(({ facts }) =>
      facts.some(
        ({ question, fact }) =>
          question === 'captivity' &&
          'kind' in fact &&
          fact.kind === 'certain' &&
          JSON.stringify(fact.value).includes('released'),
      ),
    );
    expect(released).toHaveLength(6);
  });

  it('goes on after the last case that was told', async () => {
    const when: When = { validAt: null, knownAt: between };
    const found = await all(population(parts(), when, people[7]?.slice('case-'.length)));
    expect(found.map((person) => person.subject)).toEqual(people.slice(8));
  });

  it('ends when it is told to, while it reads the log and afterwards', async () => {
    const stopping = new AbortController();
    const found: AsOf[] = [];
    for await (const person of population(parts(log.store, stopping.signal), {
      validAt: null,
      knownAt: null,
    })) {
      found.push(person);
      stopping.abort();
    }
    expect(found).toHaveLength(1);
    expect(
      await all(population(parts(log.store, stopping.signal), { validAt: null, knownAt: null })),
    ).toEqual([]);
    expect(await foldersLeft()).toEqual([]);
  });

  it('leaves no files behind, also when it is left early', async () => {
    const before = await foldersLeft();
    for await (const person of population(parts(), { validAt: null, knownAt: null })) {
      expect((await foldersLeft()).length).toBe(before.length + 1);
      if (person.subject !== '') break;
    }
    expect(await foldersLeft()).toEqual(before);
  });
});

describe('the memory that it takes', () => {
  /** A log of so many cases of three events, made while it is read: nothing personal is in them, so that they cost nothing to make. */
  async function madeLog(cases: number): Promise<EventStore> {
    const about = {
      eventId: randomUUID(),
      metadata: {
        actor: { id: 'a', role: 'b' },
        commandId: 'c',
        digest: 'd',
        $correlationId: 'e',
        $causationId: 'f',
      },
    };
    const said = [opened(), confirmation({ place: null }), homecoming({ place: null })];
    const bytes = await Promise.all(
      said.map((event) => log.codec.encode(`case-${randomUUID()}`, event, about)),
    );
    const readAll = async function* (): AsyncGenerator<StoredEvent> {
      await Promise.resolve();
      for (const [revision, event] of bytes.entries())
        for (let index = 0; index < cases; index += 1) {
          const digits = ((index * 2_654_435_761) % 4_294_967_296).toString(16).padStart(8, '0');
          const stream = `case-${digits}-0000-4000-8000-000000000000`;
          yield {
            ...event,
            stream,
            revision,
            position: BigInt(revision * cases + index),
            created: new Date(0),
          };
        }
    };
    return { readAll } as Partial<EventStore> as EventStore;
  }

  async function mostHeap(cases: number): Promise<number> {
    let [most, people] = [0, 0];
    for await (const _ of population(parts(await madeLog(cases)), { validAt: null, knownAt: null })) {
      people += 1;
      if (people % Math.ceil(cases / 10) !== 0) continue;
      collectGarbage();
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
    expect(people).toBe(cases);
    return most / MEGABYTE;
  }

  it('does not grow with the log', async () => {
    const [small, large] = [await mostHeap(1_000), await mostHeap(10_000)];
    expect(large - small).toBeLessThan(16);
  });
});

describe('lines grouped in files', () => {
  it('come out by name, each in the order in which they were put, also where a file is too large to be read at once', async () => {
    const nameOf = (line: string): string => line.split(' ')[0] ?? '';
    const buckets = new Buckets(await mkdtemp(join(folder, 'buckets-')), nameOf, 2_000);
    const names = Array.from(
      { length: 300 },
      (_, index) => `${index < 200 ? 'aa' : 'bb'}${randomUUID().replaceAll('-', '').slice(2)}`,
    );
    for (const round of ['first', 'second'])
      for (const name of names) await buckets.put(name, `${name} ${round}\n`);
    const groups: string[][] = [];
    for await (const lines of buckets.read()) groups.push(lines);
    expect(groups.length).toBeGreaterThan(10);
    const bounds = groups.map((lines) => lines.map(nameOf).sort());
    for (const [index, group] of bounds.entries()) {
      const next = bounds[index + 1];
      if (next !== undefined) expect((group.at(-1) ?? '') < (next[0] ?? '')).toBe(true);
    }
    for (const name of names) {
      const of = groups.flat().filter((line) => nameOf(line) === name);
      expect(of).toEqual([`${name} first`, `${name} second`]);
    }
  });
});
