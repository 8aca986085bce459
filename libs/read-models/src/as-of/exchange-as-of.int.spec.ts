import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staffId } from '#libs/kernel/src/ids.js';
import * as given from '../testing/events.js';
import { Asking, AskingHall, known, on, NOW } from './testing/asking.js';

const { CASEWORKER, NEGOTIATOR, planned, embargoed, embargoedFor, handedOver, completed } = given;
const OTHER = staffId('33333333-0000-4000-8000-000000000000');
const WITHHELD = { kind: 'withheld', reason: 'embargoed until the exchange is complete' };

describe('An exchange in both times', () => {
  let hall: AskingHall;
  let others = 0;
  beforeAll(async () => {
    hall = await AskingHall.open();
  });
  afterAll(() => hall.close());

  /** As the caseworker sees it, who does not need to know. */
  const begin = () =>
    new Asking(hall, 'exchange', `0000000${(others += 1)}-0000-4000-8000-000000000000`, CASEWORKER);

  it('tells its figures as known at an instant, and as of a day, to those who need to know', async () => {
    const exchange = begin();
    const before = await exchange.tell(planned, embargoed);
    const part = await exchange.tell(handedOver(0, 6));
    await exchange.tell(handedOver(1, 5));
    const told = (when = NOW) => exchange.facts(when, NEGOTIATOR);
    expect(await told(known(before))).toMatchObject({ handedOver: { value: { total: 0 }, because: null } });
    expect(await told(known(part))).toMatchObject({ handedOver: { value: { total: 6 }, because: 2 } });
    expect(await told()).toMatchObject({ handedOver: { value: { total: 11 }, because: 3 } });
    expect(await told(on('2025-06-13'))).toMatchObject({ handedOver: { kind: 'unknown' } });
    expect(await told(on('2025-06-14'))).toMatchObject({
      planned: { kind: 'certain', value: { plannedFor: '2025-06-14', ordinal: 4 } },
      handedOver: { kind: 'certain', value: { total: 11 }, because: [2, 3] },
    });
    const found = await exchange.between(known(before), NOW, NEGOTIATOR);
    expect(found).toMatchObject({
      changed: [
        {
          question: 'handedOver',
          from: { value: { total: 0 } },
          to: { value: { total: 11 } },
          causes: [
            { revision: 2, type: 'HandoverConfirmed', how: 'recorded' },
            { revision: 3, type: 'HandoverConfirmed', how: 'recorded' },
          ],
        },
      ],
      between: [{ revision: 2 }, { revision: 3 }],
    });
  });

  it('tells all others what there would be to tell if nobody had been handed over, whatever view they ask for', async () => {
    const [exchange, empty] = [begin(), begin()];
    const [planning, emptyPlanning] = [await exchange.tell(planned), await empty.tell(planned)];
    const [embargo, emptyEmbargo] = [await exchange.tell(embargoed), await empty.tell(embargoed)];
    await exchange.tell(handedOver(0, 6));
    const end = await exchange.tell(handedOver(1, 5), embargoedFor(NEGOTIATOR, OTHER));

    expect(await exchange.facts()).toEqual({
      planned: { value: expect.objectContaining({ plannedFor: '2025-06-14' }), because: 0 },
      embargo: { value: 'in-force', because: 1 },
      handedOver: WITHHELD,
      completed: { value: false, because: null },
    });
    const inBoth = [NOW, on('2025-06-14'), known(end), known(end, '2025-06-20')] as const;
    for (const view of inBoth) expect(await exchange.facts(view)).toEqual(await empty.facts(view));
    expect(await exchange.facts(known(planning))).toEqual(await empty.facts(known(emptyPlanning)));
    expect(await exchange.between(known(embargo))).toEqual(await empty.between(known(emptyEmbargo)));
    expect(await exchange.between(known(embargo))).toEqual({
      changed: [{ question: 'handedOver', from: WITHHELD, to: WITHHELD, causes: [] }],
      between: [],
    });
    expect(await exchange.between(known(planning))).toEqual(await empty.between(known(emptyPlanning)));
    expect(await exchange.between(known(planning))).toMatchObject({
      changed: [
        { question: 'embargo', causes: [{ revision: 1, type: 'EmbargoPlaced' }] },
        { question: 'handedOver', causes: [] },
      ],
      between: [{ revision: 1, type: 'EmbargoPlaced' }],
    });
  });

  it('gives no entry away that is withheld, nor its revision, nor who needs to know', async () => {
    const exchange = begin();
    await exchange.tell(planned, handedOver(0, 6), embargoed, embargoedFor(NEGOTIATOR, CASEWORKER));
    await exchange.tell(embargoed);
    const entriesFor = async (viewer: string) => {
      const [row] = await hall.live.rows<{
        told: boolean;
        entries: readonly { revision: number; event: { type: string } }[];
      }>('SELECT told, entries FROM read.exchange_entries_for($1, $2)', [viewer, exchange.id]);
      return { told: row?.told, entries: row?.entries.map(({ revision, event }) => [revision, event.type]) };
    };
    expect(await entriesFor(CASEWORKER)).toEqual({
      told: false,
      entries: [
        [0, 'ExchangePlanned'],
        [1, 'EmbargoPlaced'],
      ],
    });
    expect((await entriesFor(NEGOTIATOR)).entries).toHaveLength(5);
    const rows = await hall.live.rows('SELECT event FROM read.exchange_entry WHERE exchange_id = $1', [
      exchange.id,
    ]);
    expect(rows).toHaveLength(5);
    const kept = JSON.stringify(rows);
    for (const word of [NEGOTIATOR, CASEWORKER, 'case', 'basis']) expect(kept).not.toContain(word);
  });

  it('is withheld by the embargo as it is now, also as known before there was one, until it is complete', async () => {
    const exchange = begin();
    const early = await exchange.tell(planned, handedOver(0, 6));
    expect(await exchange.facts()).toMatchObject({ handedOver: { value: { total: 6 } } });
    await exchange.tell(embargoed);
    expect(await exchange.facts(known(early))).toMatchObject({
      embargo: { value: 'never-placed' },
      handedOver: WITHHELD,
    });
    await exchange.tell(handedOver(1, 5));
    await exchange.tell(completed);
    expect(await exchange.facts(known(early))).toMatchObject({
      handedOver: { value: { total: 6 }, because: 1 },
    });
    expect(await exchange.facts()).toMatchObject({
      embargo: { value: 'lifted', because: 4 },
      handedOver: { value: { total: 11 }, because: 3 },
      completed: { value: true, because: 4 },
    });
    expect(await exchange.between(known(early))).toMatchObject({
      between: [{ type: 'EmbargoPlaced' }, { type: 'HandoverConfirmed' }, { type: 'ExchangeCompleted' }],
    });
  });

  it('is withheld while the projection of the exchanges stands still, as it is everywhere', async () => {
    const exchange = begin();
    await exchange.tell(planned, handedOver(0, 6), completed);
    await hall.live.rows("UPDATE read.checkpoint SET stopped = '{}' WHERE projection = 'exchanges'");
    expect(await exchange.facts()).toMatchObject({
      handedOver: WITHHELD,
      completed: { value: true, because: 1 },
    });
    await hall.live.rows("UPDATE read.checkpoint SET stopped = NULL WHERE projection = 'exchanges'");
    expect(await exchange.facts()).toMatchObject({ completed: { value: true, because: 2 } });
  });
});
