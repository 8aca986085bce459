import { describe, expect, it } from '@jest/globals';
import { rankGroupOf, type Rank } from '#libs/cases/src/ranks.js';
import { ageAnswer } from '#libs/kernel/src/edtf/age-answer.js';
import { civilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { ScenarioCommand } from './commands.js';
import { istanbul2025 } from './istanbul-2025.js';

const DATA = new URL('../../../../data/', import.meta.url);
const { people, chapters } = await istanbul2025(DATA);
const commands = chapters.flat();

type Body = Readonly<Record<string, unknown>>;
const bodiesOf = (door: RegExp) =>
  commands.filter(({ post }) => door.test(post)).map(({ body }) => body as Body);
const identityOf = (ref: string) => bodiesOf(new RegExp(`^/cases/\\{${ref}\\}/identity$`))[0] ?? {};

function manifestOf(exchange: string) {
  const handovers = bodiesOf(new RegExp(`^/exchanges/\\{${exchange}\\}/handovers$`));
  return handovers
    .flatMap(({ manifest }) => manifest as { case: string; category: string; agreement: string | null }[])
    .map(({ case: ref, ...under }) => ({ ref: ref.slice(1, -1), ...under }));
}

describe('The scenario', () => {
  it('is the same, byte for byte, each time', async () => {
    expect(JSON.stringify(await istanbul2025(DATA))).toBe(JSON.stringify({ people, chapters }));
  });

  it('has about 1,500 people, each opened once before anything is said of them', () => {
    expect(people).toBeGreaterThan(1_400);
    const seen = new Set<string>(['staff:negotiator', 'staff:caseworker']);
    for (const chapter of chapters) {
      const made = chapter.flatMap(({ ref }: ScenarioCommand) => ref ?? []);
      expect(made.filter((ref) => seen.has(ref))).toEqual([]);
      for (const ref of made) seen.add(ref);
      const used = chapter.flatMap(({ post, body }) =>
        [...`${post} ${JSON.stringify(body)}`.matchAll(/\{([a-z0-9:-]+)\}/g)].map(([, ref = '']) => ref),
      );
      expect(used.filter((ref) => !seen.has(ref))).toEqual([]);
    }
  });

  it('says of nobody what could be said of somebody real: numbers and units are marked as fictional', () => {
    for (const { serviceNumber, unit } of bodiesOf(/\/identity$/)) {
      expect(serviceNumber ?? 'FICT-').toMatch(/^FICT-/);
      expect(unit ?? '(fictional)').toMatch(/\(fictional\)$/);
    }
  });

  it('brings home officers for the most part on 14 June, in both categories', () => {
    const manifest = manifestOf('stage-4');
    const ranks = manifest.map(({ ref }) => rankGroupOf(identityOf(ref)['rank'] as Rank));
    expect(ranks.filter((group) => group === 'officers').length).toBeGreaterThan(manifest.length / 2);
    expect(new Set(manifest.map(({ category }) => category))).toEqual(
      new Set(['seriously-ill-or-wounded', 'aged-18-to-25']),
    );
  });

  it('has nobody among the young of whom the criterion says no on the day of the agreement', () => {
    const young = [1, 2, 4, 7, 8]
      .flatMap((n) => manifestOf(`stage-${n}`))
      .filter(({ category }) => category === 'aged-18-to-25');
    const day = civilDay('2025-06-02');
    const answers = young.map(({ ref }) =>
      ageAnswer(edtf(identityOf(ref)['born'] as string), day, { atLeast: 18, atMost: 25 }),
    );
    expect(answers).toContain('yes');
    expect(answers).not.toContain('no');
  });

  it('mixes agreements on one day, and puts the 67th outside of any', () => {
    const agreementsIn = (exchange: string) =>
      new Set(manifestOf(exchange).map(({ agreement }) => agreement));
    expect(agreementsIn('august-24')).toEqual(new Set(['{july}', null]));
    expect(agreementsIn('october-2')).toEqual(new Set(['{july}', null]));
    expect(agreementsIn('numbered-67')).toEqual(new Set([null]));
  });

  it('states the totals of June side by side, each by its speaker', () => {
    const totals = bodiesOf(/figures$/).filter(({ kind }) => kind === 'remains');
    expect(totals.map(({ speaker, figure }) => [speaker, figure])).toEqual([
      ['coordination-headquarters', 6057],
      ['interior-minister', 6060],
      ['other-side', 6060],
    ]);
  });
});
