import 'reflect-metadata';
import { Command, InvalidArgumentError } from 'commander';
import { appends } from './measurements/appends.js';
import { commands } from './measurements/commands.js';
import { fanOut } from './measurements/fan-out.js';
import { reads } from './measurements/reads.js';
import { memory } from './measurements/memory.js';
import { queries } from './measurements/queries.js';
import { rebuilds, scattered } from './measurements/rebuilds.js';
import { replays } from './measurements/replays.js';
import { starts } from './measurements/starts.js';
import { run } from './race.js';
import type { Measurement, Size } from './race.js';
import { aligned, heading, rows } from './table.js';

/** How often it is told how far it is, where that is no terminal. */
const LINE_EVERY_MS = 10_000;

const measurements = [
  starts,
  appends,
  reads,
  fanOut,
  commands,
  replays,
  rebuilds,
  scattered,
  queries,
  memory,
];

const quick: Size = { seconds: 0.7, events: 20_000, cases: [10_000, 100_000], reads: 200, run: 60_000 };
const full: Size = { seconds: 5, events: 250_000, cases: [10_000, 1_000_000], reads: 1_000, run: 1_000_000 };
const tiny: Size = { seconds: 0.05, events: 100, cases: [50, 200], reads: 2, run: 300 };

interface Options {
  only?: Measurement[];
  race: string;
  repeats: number;
  full?: boolean;
  events?: number;
  cases?: number;
  tiny?: boolean;
}

const program = new Command('bench')
  .description(
    'Measures the event store, and Homeward on it, in turns with what bounds them, and prints ratios.\n' +
      measurements.map(({ name, about }) => `  ${name}: ${about}`).join('\n'),
  )
  .option('--only <names>', 'some measurements, with commas between them', readNames)
  .option('--race <text>', 'only the lines whose name has this text', '')
  .option('--repeats <number>', 'how many turns are counted', readRepeats, 3)
  .option('--full', 'longer turns over more events, and a million cases: an hour instead of a few minutes')
  .option('--events <number>', 'so many events in logs that are read, or followed, instead', readRepeats)
  .option('--cases <number>', 'so many cases in large tables, instead', readRepeats)
  .option('--tiny', 'no figures of any worth: does it run?');

async function main(): Promise<void> {
  const options = program.parse().opts<Options>();
  const usual = options.tiny === true ? tiny : options.full === true ? full : quick;
  const size: Size = {
    ...usual,
    events: options.events ?? usual.events,
    run: options.events ?? usual.run,
    cases: [usual.cases[0], options.cases ?? usual.cases[1]],
  };
  const lines: string[][] = [heading];
  const notes: string[] = [];
  for (const { name, open } of options.only ?? measurements) {
    tell(`${name}: starting`);
    const opened = await open(size, tell);
    try {
      for (const race of opened.races.filter((one) => one.name.includes(options.race)))
        lines.push(...rows(await run(race, options.repeats, tell)));
      const turns = { repeats: options.repeats, tell, only: options.race };
      if (options.race === '' || opened.races.length === 0)
        notes.push(...((await opened.notes?.(turns)) ?? []));
    } finally {
      await opened.close();
    }
  }
  tell('');
  process.stdout.write(`${[aligned(lines), ...notes, legend].join('\n\n')}\n`);
}

const legend = [
  '"to its bound": the median of ours over the median of the line; beside it the ratios of the single turns: far',
  'apart means that other work disturbed them. Floor: plain durable puts of the same bytes into the same store, as',
  'many to a commit as there are appends at a time. Null server: sends frames encoded beforehand; the same client. Raw client:',
  "the client's own appends and reads on the same store.",
  '"to the real one": ours over the median of a single-node EventStoreDB 24.10.4 on two cores of another machine,',
  'with the same client and events of 300 bytes.',
].join('\n');

let nextLineMs = 0;

/** In place on a terminal, else a line now and then. */
function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
  else if (text !== '' && performance.now() >= nextLineMs) {
    process.stderr.write(`${text}\n`);
    nextLineMs = performance.now() + LINE_EVERY_MS;
  }
}

function readNames(text: string): Measurement[] {
  return text.split(',').map((name) => {
    const found = measurements.find((measurement) => measurement.name === name.trim());
    if (found !== undefined) return found;
    const known = measurements.map((measurement) => measurement.name).join(', ');
    throw new InvalidArgumentError(`There is no measurement "${name}": there are ${known}.`);
  });
}

function readRepeats(text: string): number {
  const repeats = Number(text);
  if (!Number.isInteger(repeats) || repeats < 1) throw new InvalidArgumentError('It must be 1 or more.');
  return repeats;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
