import { readFile, writeFile } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import type { Client } from '../client.js';
import { DEMO_STAFF } from '../demo-staff.js';
import { readScenario } from './commands.js';
import { loadScenario } from './load.js';

const NAME = 'june-2025';
const COMMANDS = new URL(`../../../../../data/${NAME}/commands.ndjson`, import.meta.url);

/** What the data folder remembers of the scenario. `ids` only once it is loaded. */
interface Mark {
  readonly scenario: 'left out' | 'being loaded' | 'loaded';
  readonly ids?: Readonly<Record<string, string>>;
}

export interface Scene {
  readonly ids: ReadonlyMap<string, string>;
  readonly consistencyToken: string;
}

/**
 * Loads the scenario through the API on the first start of a data folder, and takes up a load that was cut short. Null
 * if the folder was begun empty.
 */
export async function scenarioOnce(markFile: string, empty: boolean, client: Client): Promise<Scene | null> {
  const mark = await readMark(markFile);
  if (mark?.scenario === 'left out') return null;
  if (mark?.scenario === 'loaded')
    return { ids: new Map(Object.entries(mark.ids ?? {})), consistencyToken: '' };
  if (mark === null && empty) {
    await writeMark(markFile, { scenario: 'left out' });
    return null;
  }
  await writeMark(markFile, { scenario: 'being loaded' });
  const loaded = await load(client);
  await writeMark(markFile, { scenario: 'loaded', ids: Object.fromEntries(loaded.ids) });
  return loaded;
}

async function load(client: Client): Promise<Scene> {
  const commands = await readScenario(COMMANDS);
  const staff = new Map([...DEMO_STAFF].map(([role, id]) => [`staff:${role}`, id]));
  const format = 'loading 9-16 June 2025 through the API [{bar}] {value}/{total} commands';
  const bar = new SingleBar({ format, clearOnComplete: true });
  if (!process.stdout.isTTY)
    process.stdout.write(`Loading 9-16 June 2025 through the API: ${commands.length} commands\n`);
  bar.start(commands.length, 0);
  try {
    return await loadScenario(NAME, commands, client, staff, (done) => bar.update(done));
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
