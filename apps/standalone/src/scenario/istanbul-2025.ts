import type { Category } from '#libs/kernel/src/category.js';
import { Chance } from './chance.js';
import { readCommands, type ScenarioCommand } from './commands.js';
import { plusDays } from './days.js';
import { afterwards, enteredAhead } from './people/afterwards.js';
import { buriedAndAlive } from './people/buried-and-alive.js';
import { listInto } from './people/listed.js';
import { readNameLists } from './people/names.js';
import { capturedAgain, diedWhileListed, escaped, fell, isMissed, waits } from './people/others.js';
import { PersonFile, source } from './people/person-file.js';
import { prisoner, type Cast } from './people/prisoner.js';
import { shownOfficer } from './people/shown.js';
import { OTHERS, SAMPLES, type Sample } from './samples.js';

/** What is loaded: chapters one after another; within each, streams side by side, and a stream's commands in order. */
export interface Scenario {
  readonly people: number;
  readonly chapters: readonly (readonly ScenarioCommand[])[];
}

const SEED = 14_06_2025;
/** Second captivities among those of 19 June. */
const AGAIN = 6;

/** The files of those who come home in a sample, each under a category. */
function comingHome(
  cast: Cast,
  sample: Sample,
  nextRef: () => string,
): { file: PersonFile; category: Category }[] {
  const { chance } = cast;
  return Object.entries(sample.mix).flatMap(([word, count]) =>
    Array.from({ length: count }, (_, n) => {
      const category = word as Category;
      const ref = nextRef();
      const about = {
        ref,
        isYoung: category === 'aged-18-to-25',
        isIll: category === 'seriously-ill-or-wounded',
        isCivilian: category === 'civilian',
        isOfficer: category !== 'civilian' && chance.percent(sample.officers),
        heldOn: plusDays(sample.day, -10),
      };
      const isAgain = sample.exchange === 'stage-5' && n < AGAIN;
      const file = isAgain ? capturedAgain(cast, ref, about.heldOn) : prisoner(cast, about);
      listInto(chance, file, sample, category);
      afterwards(chance, file, sample.day);
      return { file, category };
    }),
  );
}

/** Public facts from `data/istanbul-2025`, and about 1,500 fictional people. The same on every machine and at every start. */
export async function istanbul2025(data: URL): Promise<Scenario> {
  const facts = (name: string) => readCommands(new URL(`istanbul-2025/${name}.ndjson`, data));
  const cast = { chance: new Chance(SEED), lists: await readNameLists(new URL('names/', data)) };
  let count = 0;
  const nextRef = () => `person-${String(++count).padStart(4, '0')}`;
  const many = (n: number, make: (ref: string, n: number) => PersonFile) =>
    Array.from({ length: n }, (_, index) => make(nextRef(), index));

  const receptions = (await facts('bodies')).filter(isReception);
  const others = [
    ...many(OTHERS.waiting, (ref) => waits(cast, ref)),
    ...many(OTHERS.missing, (ref) => isMissed(cast, ref)),
    ...many(OTHERS.fallen, (ref, n) => {
      const { ref: reception = '', body } = receptions[n % receptions.length] as ScenarioCommand;
      const { occurredAt, agreement } = body as { occurredAt: string; agreement: string };
      return fell(cast, ref, reception, occurredAt, agreement);
    }),
    ...many(OTHERS.diedWhileListed, (ref) => diedWhileListed(cast, ref)),
    ...many(OTHERS.escaped, (ref, n) => escaped(cast, ref, n)),
  ];
  const releases = SAMPLES.map((sample) => ({ sample, people: comingHome(cast, sample, nextRef) }));
  const join = (exchange: string, category: Category, make: (sample: Sample) => PersonFile) => {
    const found = releases.find(({ sample }) => sample.exchange === exchange);
    found?.people.push({ file: make(found.sample), category });
  };
  join('stage-4', 'seriously-ill-or-wounded', (sample) => shownOfficer(cast.chance, 'the-officer', sample));
  join('numbered-71', 'general', () => buriedAndAlive(cast, 'buried-and-alive'));
  join('may-2', 'general', (sample) => enteredAhead(cast, 'entered-ahead', sample));

  const files = [...others, ...releases.flatMap(({ people }) => people.map(({ file }) => file))];
  return {
    people: files.length,
    chapters: [
      await facts('agreements'),
      [...(await facts('exchanges')), ...(await facts('bodies'))],
      [...(await facts('figures')), ...files.flatMap(({ before }) => before)],
      releases.map(({ sample, people }, part) => handover(sample, people, part)),
      [...(await facts('completed')), ...files.flatMap(({ after }) => after)],
    ],
  };
}

const isReception = ({ ref, body }: ScenarioCommand): boolean =>
  ref !== undefined && (body as { direction?: string }).direction === 'to-ukraine';

function handover(
  sample: Sample,
  people: readonly { readonly file: PersonFile; readonly category: Category }[],
  part: number,
): ScenarioCommand {
  return {
    as: 'negotiator',
    post: `/exchanges/{${sample.exchange}}/handovers`,
    body: {
      occurredAt: sample.day,
      handover: `4a4d0000-0000-4000-8000-${sample.day.replaceAll('-', '').padStart(12, '0')}`,
      part: part + 1,
      manifest: people.map(({ file, category }) => ({
        case: `{${file.ref}}`,
        agreement: sample.agreement === null ? null : `{${sample.agreement}}`,
        category,
      })),
      basis: [source('coordination-headquarters')],
    },
  };
}
