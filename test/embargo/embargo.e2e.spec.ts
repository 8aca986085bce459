import { describe, expect, it } from '@jest/globals';
import { ATTEMPTS } from '#test/embargo/attempts.js';
import { differences, equations } from '#test/embargo/equations.js';
import { isDetermined } from '#test/embargo/exact-rank.js';
import { FLIPPED, liveAll } from '#test/embargo/lives.js';
import { OTHER_DOORS, READINGS } from '#test/embargo/readings.js';
import { addAll, toldBy } from '#test/embargo/told.js';

const NUMBER = FLIPPED.map(() => 1n);

describe('Under an embargo', () => {
  it('no answer to those who may not know depends on who is in the exchange, and the number is not determined by all of them', async () => {
    const routes = new Set<string>();
    const { base, flipped } = await liveAll({
      async first(world) {
        const { homeward, people } = world;
        // So many that one more is not told apart in every combination of those that may be hidden.
        await world.listOpenly(people[2] ?? '', 8);
        for (const { method, url, policy } of homeward.routes.all)
          if (method !== 'HEAD' && policy !== 'public') routes.add(`${method} ${url}`);
      },
    });
    const first = differences([base, ...flipped]).slice(0, 20);
    expect(first.map((place) => [place, ...[base, ...flipped].map(({ told }) => told.get(place))])).toEqual(
      [],
    );
    expect(isDetermined(equations(base, flipped), NUMBER)).toBe(false);
    // What is tried has a form that is taken: else it would be refused for that, whoever is in the exchange.
    const statuses = [...base.told].flatMap(([place, value]) => (place.endsWith('→ status') ? value : []));
    expect(statuses.filter((status) => /^(400|429|5..)$/.test(status))).toEqual([]);
    // A door that nobody tried might tell.
    expect([...routes].sort()).toEqual([...Object.keys({ ...ATTEMPTS, ...READINGS }), ...OTHER_DOORS].sort());
  }, 600_000);

  it('those who need to know can count, and so can all once it is lifted', async () => {
    const { base, flipped } = await liveAll({
      happenings: 3,
      readers: [],
      tries: [],
      async last(world, ledger) {
        const inside = await world.insideRead(`/exchanges/${world.exchange}`);
        ledger.note('inside', toldBy(inside));
        if (world.members.size > 0) await world.complete();
        for (const id of world.people) {
          const told = new Map<string, string>();
          const { body } = await world.homeward.client.get(`/cases/${id}`, { ...world.after });
          addAll(told, '', body['revision']);
          ledger.note(`lifted ${id}`, told);
        }
      },
    });
    const of = (place: string) => {
      const only = ({ members, told }: typeof base) => ({
        members,
        told: new Map([...told].filter(([name]) => name.startsWith(place))),
      });
      return equations(only(base), flipped.map(only));
    };
    expect(isDetermined(of('inside'), NUMBER)).toBe(true);
    expect(isDetermined(of('lifted'), NUMBER)).toBe(true);
  }, 120_000);
});
