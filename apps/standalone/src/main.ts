import { rm, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Client } from './client.js';
import { openDataFolder, type DataFolder } from './data-folder.js';
import { DEMO_OFFICE, DEMO_STAFF } from './demo-staff.js';
import { present } from './present.js';
import { scenarioOnce } from './scenario/scenario-once.js';
import { startParts, type Running } from './start-parts.js';

interface Options {
  readonly data: string;
  readonly port: number;
  readonly empty?: boolean;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await new Command('homeward')
  .description('Runs all of Homeward on this machine: event store, PostgreSQL, projector and api.')
  .option('--data <folder>', 'where everything is kept', '.homeward')
  .option('--port <port>', 'the port of the api, on 127.0.0.1', port, 3000)
  .option('--empty', 'on the first start, do not load the scenario of 2025')
  .action(run)
  .parseAsync();

async function run({ data, port: apiPort, empty = false }: Options): Promise<void> {
  const stopped = asked();
  try {
    const folder = await openDataFolder(data);
    try {
      const running = await startParts(folder, apiPort, say, stopped);
      try {
        await Promise.race([stopped, tell(running, folder, empty).then(() => stopped)]);
        say('Stopping.');
      } finally {
        await running.stop();
      }
    } finally {
      await folder.release();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function tell(running: Running, folder: DataFolder, empty: boolean): Promise<void> {
  if (running.standsStill.length > 0) {
    for (const line of running.standsStill) say(line);
    say(`Homeward is running at ${running.apiUrl}, but tables are not kept up until that is done.`);
    return;
  }
  const tokens = new Map<string, string>();
  for (const [role, id] of DEMO_STAFF)
    tokens.set(role, await running.issuer.mintToken(id, role, { office: DEMO_OFFICE }));
  const settings = [...tokens].map(([role, token]) => `${role.toUpperCase()}=${token}\n`);
  await rm(folder.staffTokens, { force: true });
  await writeFile(folder.staffTokens, settings.join(''), { mode: 0o600 });
  const client = new Client(running.apiUrl, tokens);
  await present(running, client, await scenarioOnce(folder.scenarioMark, empty, client), folder, say);
}

/** Settles when the person at the terminal, or the service manager, asks Homeward to stop. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.');
  return Number(text);
}
