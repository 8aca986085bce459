import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reached, stated } from '#libs/agreements/src/testing/sayings.js';
import type { Basis } from '#libs/kernel/src/basis.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { counted, received, source } from '#libs/remains/src/testing/sayings.js';
import { CASEWORKER, OF_PERSON } from '../testing/events.js';
import { NotFilledYet } from './not-filled-yet.js';
import { Asking, AskingHall, known, on, NOW } from './testing/asking.js';
import type { ThingKind } from './things.js';

const notForAll: Basis = [...source, { kind: 'event', stream: OF_PERSON, revision: 1 }];
const BEFORE = new Date('2000-01-01');

describe('Agreements and receptions in both times', () => {
  let hall: AskingHall;
  let others = 0;
  beforeAll(async () => {
    hall = await AskingHall.open();
  });
  afterAll(() => hall.close());

  const begin = (kind: ThingKind) => {
    const id = `0000000${(others += 1)}-0000-4000-8000-000000000000`;
    return new Asking(hall, kind, id, CASEWORKER);
  };

  it('an agreement is told as known at an instant, and as of a day', async () => {
    const agreement = begin('agreement');
    const first = await agreement.tell(reached());
    const second = await agreement.tell(stated({ figure: 6057, basis: notForAll }));
    expect(await agreement.facts(known(BEFORE))).toBeNull();
    expect(await agreement.facts(known(first))).toEqual({ terms: { value: reached().data, because: 0 } });
    const { data } = stated({ figure: 6057 });
    expect(await agreement.facts(known(second))).toMatchObject({
      'figure, entry 1': { value: { ...data, basis: source }, because: 1 },
    });
    expect(await agreement.facts(on('2025-06-15'))).toMatchObject({
      terms: { kind: 'certain', because: [0] },
      'figure, entry 1': { kind: 'unknown' },
    });
    expect(await agreement.facts(known(first, '2025-06-01'))).toEqual({ terms: { kind: 'unknown' } });
    expect(await agreement.between(known(first))).toEqual({
      changed: [
        {
          question: 'figure, entry 1',
          from: null,
          to: { value: { ...data, basis: source }, because: 1 },
          causes: [{ revision: 1, type: 'FigureStated', how: 'recorded' }],
        },
      ],
      between: [{ revision: 1, type: 'FigureStated' }],
    });
  });

  it('a reception is told as known at an instant, and as of a day', async () => {
    const reception = begin('reception');
    const [count] = received().data.counts;
    const counts = count === undefined ? [] : [{ ...count, basis: notForAll }];
    const first = await reception.tell(received({ counts, basis: notForAll }));
    await reception.tell(counted({ occurredAt: edtf('2025-06-18'), basis: notForAll }));
    expect(await reception.facts(known(BEFORE))).toBeNull();
    expect(await reception.facts(known(first))).toMatchObject({
      received: { value: { direction: 'to-ukraine', basis: source }, because: 0 },
      'counts by coordination-headquarters': { value: [{ count: 1245, basis: source }] },
    });
    expect(Object.keys((await reception.facts(known(first))) ?? {})).toHaveLength(2);
    expect(await reception.facts()).toMatchObject({
      'counts by other-side': { value: [{ count: 1248, basis: source }], because: 1 },
    });
    expect(await reception.between(on('2025-06-17'), on('2025-06-18'))).toMatchObject({
      changed: [
        {
          question: 'counts by other-side',
          from: { kind: 'unknown' },
          to: { kind: 'certain' },
          causes: [{ revision: 1, type: 'ContainersCounted', how: 'day' }],
        },
      ],
      between: [],
    });
  });

  it('what is recorded after an instant changes nothing that was known at it, on any day', async () => {
    const agreement = begin('agreement');
    const at = await agreement.tell(reached(), stated());
    const views = [known(at), known(at, '2025-06-02'), known(at, '2025-06-16')];
    const told = () => Promise.all(views.map((view) => agreement.facts(view)));
    const before = await told();
    await agreement.tell(stated({ figure: 1, occurredAt: edtf('2025-06-02'), speaker: 'icrc' }));
    expect(await told()).toEqual(before);
    expect(before).not.toContain(null);
    expect(await agreement.between(known(at), known(at))).toEqual({ changed: [], between: [] });
  });

  it('nothing is told of what is not there, or was known in neither view', async () => {
    const agreement = begin('agreement');
    expect([await agreement.facts(), await agreement.between(NOW)]).toEqual([null, null]);
    await agreement.tell(reached());
    expect(await agreement.between(known(BEFORE), known(BEFORE))).toBeNull();
    await expect(agreement.between(NOW, on('2025-06-14'))).rejects.toThrow(RangeError);
  });

  it('nothing is said while the tables of a newer version are not filled: it would not be true', async () => {
    const reception = begin('reception');
    await reception.tell(received());
    await hall.live.rows('DELETE FROM read.reception_entry WHERE reception_id = $1', [reception.id]);
    await expect(reception.facts()).rejects.toThrow(NotFilledYet);
    await expect(reception.between(known(BEFORE))).rejects.toThrow(NotFilledYet);
  });
});
