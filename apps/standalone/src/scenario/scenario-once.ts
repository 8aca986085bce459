import { readFile, writeFile } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import type { Client } from '../client.js';
import { DEMO_STAFF } from '../demo-staff.js';
import { istanbul2025 } from './istanbul-2025.js';
import { loadScenario, type Loaded } from './load.js';

const NAME = 'istanbul-2025';
const DATA = new URL('../../../../../data/', import.meta.url);

/** What the data folder remembers of the scenario: the ids by name, and the proof of its last command. */
type Mark =
  | { readonly scenario: 'left out' | 'being loaded' }
  | { readonly scenario: 'loaded'; readonly ids: Record<string, string>; readonly consistencyToken: string };

/**
 * Loads the scenario through the API on the first start of a data folder, and takes up a load that was cut short. Null
 * if the folder was begun empty.
 */
export async function scenarioOnce(markFile: string, empty: boolean, client: Client): Promise<Loaded | null> {
  const mark = (await readMark(markFile)) ?? { scenario: empty ? 'left out' : 'being loaded' };
  await writeMark(markFile, mark);
  switch (mark.scenario) {
    case 'left out':
      return null;
    case 'loaded':
      return { ids: new Map(Object.entries(mark.ids)), consistencyToken: mark.consistencyToken };
    case 'being loaded': {
      const { ids, consistencyToken } = await load(client);
      await writeMark(markFile, { scenario: 'loaded', ids: Object.fromEntries(ids), consistencyToken });
      return { ids, consistencyToken };
    }
  }
}

async function load(client: Client): Promise<Loaded> {
  const { people, chapters } = await istanbul2025(DATA);
  const staff = new Map([...DEMO_STAFF].map(([role, id]) => [`staff:${role}`, id]));
  const total = chapters.flat().length;
  const what = `Loading May 2025 to March 2026 through the API, once: ${people.toLocaleString('en')} fictional people`;
  const bar = new SingleBar({ format: `${what} [{bar}] {value}/{total}`, clearOnComplete: true });
  if (!process.stdout.isTTY) process.stdout.write(`${what}, ${total.toLocaleString('en')} commands\n`);
  bar.start(total, 0);
  const began = performance.now();
  try {
    const loaded = await loadScenario(NAME, chapters, client, staff, (done) => bar.update(done));
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    process.stdout.write(`Loaded ${total.toLocaleString('en')} commands in ${seconds} s\n`);
    return loaded;
  } finally {
    bar.stop();
  }
}

async function readMark(file: string): Promise<Mark | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Mark;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const writeMark = (file: string, mark: Mark): Promise<void> =>
  writeFile(file, `${JSON.stringify(mark, null, 2)}\n`);
