import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import type { Recorded } from '#libs/stored-events/src/codec.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec, type HomewardEvent } from '#libs/stored-events/src/homeward-events.js';
import { openPlace, type Place } from '#test/faults/place.js';
import { randomFrom } from '#test/faults/random.js';
import { OPENING } from './hall.js';
import { person, postLines, textOf, type Answered, type ListLine } from './list.js';

const CYCLES = Number(process.env['HOMEWARD_FAULT_CYCLES'] ?? 4);
const SEED = Number(process.env['HOMEWARD_FAULT_SEED'] ?? Date.now() % 1_000_000);
const PEOPLE = 25;

/** Points at which the api dies while it takes lines, and a kill from outside after so many answers. */
const POINTS = ['api:before-append:7', 'api:after-append:30', 'api:after-append:71'] as const;

describe('the api killed while it takes a list in', () => {
  let place: Place;
  beforeAll(async () => (place = await openPlace()));
  afterAll(() => place?.close());

  const open = async (): Promise<string> => {
    const response = await fetch(`${place.apiUrl}/intakes`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${place.tokens.caseworker}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(OPENING),
    });
    return ((await response.json()) as { id: string }).id;
  };

  /** Posts the list; what was answered stands in the ledger, however it ends. */
  const post = (intake: string, lines: readonly ListLine[], ledger: Answered[], onAnswer = () => undefined) =>
    postLines({ url: place.apiUrl, token: place.tokens.caseworker }, intake, textOf(lines), (answer) => {
      ledger.push(answer);
      onAnswer();
    }).catch(() => null);

  const entriesOf = async (intake: string): Promise<readonly Recorded<HomewardEvent>[]> => {
    const store = connectEventStore(place.eventStoreUrl);
    const keys = await openFolderKeys(place.keysAt);
    const codec = homewardCodec(keys);
    const found: Recorded<HomewardEvent>[] = [];
    for await (const stored of store.readAll(null)) {
      const recorded = await codec.decode(stored);
      if (recorded.metadata.line?.intake === intake) found.push(recorded);
    }
    await store.close();
    await keys.close();
    return found;
  };

  /** The list sent again until it is at its end; then log and ledger are one and the same. */
  const mustAgree = async (intake: string, lines: readonly ListLine[], ledger: Answered[]): Promise<void> => {
    for (;;) {
      const sent = await post(intake, lines, ledger);
      if (sent?.answers.at(-1)?.complete === true && !('unknown' in (sent.answers.at(-1)?.outcomes ?? {})))
        break;
    }
    const log = await entriesOf(intake);
    expect(log.map(({ metadata }) => metadata.line?.ref ?? '').toSorted()).toEqual(
      lines.map(({ ref }) => ref).toSorted(),
    );
    const inLog = new Map(
      log.map(({ metadata, stream, revision }) => [metadata.line?.ref, { stream, revision }]),
    );
    const told = ledger.filter(({ outcome }) => outcome === 'recorded' || outcome === 'known-already');
    for (const { ref, id, revision } of told)
      expect({ ref, ...inLog.get(ref ?? '') }).toEqual({
        ref,
        stream: `case-${id}`,
        revision: Number(revision),
      });
    for (let n = 0; n < PEOPLE; n += 1) {
      const own = log.filter(({ metadata }) => metadata.line?.ref.split('.')[0] === `p${n}`);
      expect(own.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    }
  };

  it.each(POINTS)(
    'at %s: what was answered is there once, and the list sent again comes to its end',
    async (point) => {
      const { api } = place.parts;
      const [intake, lines, ledger] = [
        await open(),
        Array.from({ length: PEOPLE }, (_, n) => person(n)).flat(),
        [],
      ];
      await api.kill();
      await api.start(point);
      const dying = api.ended.then((signal) => {
        expect(signal).toBe('SIGKILL');
        return api.start();
      });
      const sent = await post(intake, lines, ledger);
      expect(sent?.answers.at(-1)?.complete).not.toBe(true);
      await dying;
      await mustAgree(intake, lines, ledger);
    },
    120_000,
  );

  it(
    `at random moments, again and again (seed ${SEED}, ${CYCLES} kills): the same`,
    async () => {
      process.stdout.write(`killed intakes: HOMEWARD_FAULT_SEED=${SEED} HOMEWARD_FAULT_CYCLES=${CYCLES}\n`);
      const random = randomFrom(SEED);
      const { api } = place.parts;
      const [intake, lines] = [await open(), Array.from({ length: PEOPLE }, (_, n) => person(n)).flat()];
      const ledger: Answered[] = [];
      for (let cycle = 0; cycle < CYCLES; cycle += 1) {
        let left = 1 + random(60);
        let killing: Promise<void> | undefined;
        await post(intake, lines, ledger, () => {
          left -= 1;
          if (left === 0) killing = api.kill();
        });
        await (killing ?? api.kill());
        await api.start();
      }
      await mustAgree(intake, lines, ledger);
    },
    60_000 + CYCLES * 20_000,
  );
});
