import { ASKS } from '../programs/asks.js';
import { startProgram } from '../processes.js';
import type { Measurement } from '../race.js';
import { quantile, spread } from '../spread.js';
import { aligned } from '../table.js';
import { openTablesPlace } from '../tables-place.js';

/** Reads over HTTP from tables of few and of many cases, one from each in turn. */
export const queries: Measurement = {
  name: 'queries',
  about:
    'reads over HTTP, with their entry in the access log, from tables of many cases beside tables of few',
  async open({ cases, reads }, tell) {
    const place = await openTablesPlace(cases, tell);
    const reader = await startProgram('reader', JSON.stringify(place.apis));
    return {
      races: [],
      async notes({ repeats, tell: say, only }) {
        const lines: string[][] = [];
        for (const what of Object.keys(ASKS).filter((name) => name.includes(only))) {
          const turns: Turn[] = [];
          for (let turn = 0; turn <= repeats; turn += 1) {
            say(`${what}: ${turn === 0 ? 'warming up' : `${turn} of ${repeats}`}`);
            const { millis = [] } = await reader.ask('inTurns', { what, reads });
            if (turn > 0) turns.push({ few: millis[0] ?? [], many: millis[1] ?? [] });
          }
          lines.push(lineOf(what, turns));
        }
        const [few, many] = cases.map((count) => count.toLocaleString('en'));
        const heading = `reads in ms: ${few} cases | ${many}`;
        return [[aligned([[heading, ...COLUMNS], ...lines]), LEGEND].join('\n')];
      },
      async close() {
        await reader.stop();
        await place.close();
      },
    };
  },
};

interface Turn {
  readonly few: readonly number[];
  readonly many: readonly number[];
}

const COLUMNS = ['p50', 'ratio', 'of each turn', 'p99', 'ratio', 'of each turn'];

const LEGEND = [
  'Fictional cases, made by the projections themselves, in both; persons, exchanges and lists at random; one read from the one, one from',
  'the other, and so on. Ratio: many cases over few, of the reads of all turns together; beside it the least and the most of single turns.',
  'An office has 1,000 cases, an exchange 300 people, an agreement 1,500, and a list 500 lines in both: what a search by name among',
  'all cases finds, and compares, grows with them. PostgreSQL syncs nothing to the disk, in either.',
].join('\n');

function lineOf(what: string, turns: readonly Turn[]): string[] {
  const few = turns.flatMap((turn) => turn.few);
  const many = turns.flatMap((turn) => turn.many);
  const compared = (share: number): string[] => {
    const of = (numbers: readonly number[]): number => quantile(numbers, share);
    const each = spread(turns.map((turn) => of(turn.many) / of(turn.few)));
    return [
      `${of(few).toFixed(1)} | ${of(many).toFixed(1)}`,
      (of(many) / of(few)).toFixed(2),
      each === undefined ? '' : `${each.min.toFixed(2)}-${each.max.toFixed(2)}`,
    ];
  };
  return [what, ...compared(0.5), ...compared(0.99)];
}
