import type { Contender, Lap, Result } from './race.js';
import { spread } from './spread.js';

const rate = ({ operations, seconds }: Lap): number => operations / seconds;
const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** The columns: what was raced, rates (min, median, max), ratios of medians, and what it cost the server. */
export const heading = [
  'measured',
  'a second: min',
  'median',
  'max',
  'to its bound',
  'of each turn',
  'to the real one',
  'server CPU us each',
  'server MiB (own)',
];

/** Ours, then each bound, with the ratio of ours to it. */
export function rows({ race, laps }: Result): string[][] {
  const contenders = Object.entries(laps) as [Contender, Lap[]][];
  const ours = spread((laps.ours ?? []).map(rate))?.median ?? NaN;
  return contenders.map(([contender, done]) => {
    const { min, median, max } = spread(done.map(rate)) ?? { min: NaN, median: NaN, max: NaN };
    const turns = spread(done.map((lap, turn) => turnRatio(laps.ours?.[turn], lap)));
    const isOurs = contender === 'ours';
    return [
      isOurs ? `${race.name} (${race.unit})` : `  ${contender}`,
      whole(min),
      whole(median),
      whole(max),
      isOurs ? '' : (ours / median).toFixed(2),
      isOurs || turns === undefined ? '' : `${turns.min.toFixed(2)}-${turns.max.toFixed(2)}`,
      isOurs && race.real !== undefined ? (ours / race.real).toFixed(2) : '',
      costs(done),
      memory(done),
    ];
  });
}

function turnRatio(ours: Lap | undefined, bound: Lap): number {
  return ours === undefined ? NaN : rate(ours) / rate(bound);
}

function costs(laps: readonly Lap[]): string {
  const each = laps.flatMap(({ usage, operations }) =>
    usage === undefined ? [] : [(usage.cpuSeconds * 1e6) / operations],
  );
  return spread(each)?.median.toFixed(1) ?? '';
}

function memory(laps: readonly Lap[]): string {
  const after = laps.at(-1)?.usage;
  return after === undefined ? '' : `${whole(after.resident)} (${whole(after.anonymous)})`;
}

/** Lines with the columns under each other. */
export function aligned(lines: readonly (readonly string[])[]): string {
  const widths = lines.reduce<number[]>(
    (most, line) => line.map((cell, column) => Math.max(most[column] ?? 0, cell.length)),
    [],
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => pad(cell, widths[column] ?? 0, column))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
