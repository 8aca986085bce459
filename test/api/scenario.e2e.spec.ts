import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWatched, type Watched } from '#test/observability/watched-homeward.js';
import { STAFF } from '#test/support/homeward.js';
import { Client } from '../../apps/standalone/src/client.js';
import type { ScenarioCommand } from '../../apps/standalone/src/scenario/commands.js';
import { istanbul2025 } from '../../apps/standalone/src/scenario/istanbul-2025.js';
import { loadScenario } from '../../apps/standalone/src/scenario/load.js';

/** All that is public, and of the fictional people every thirty-fifth with the three who are special. */
async function excerpt(): Promise<ScenarioCommand[][]> {
  const isIn = (ref: string) => !ref.startsWith('person-') || Number(ref.slice(7)) % 35 === 0;
  const streamOf = ({ ref, post }: ScenarioCommand) => ref ?? /\{([^}]+)\}/.exec(post)?.[1] ?? '';
  const { chapters } = await istanbul2025(new URL('../../data/', import.meta.url));
  return chapters.map((chapter) =>
    chapter
      .filter((command) => isIn(streamOf(command)))
      .map((command) => {
        const { manifest, ...body } = command.body as { manifest?: { case: string }[] };
        if (manifest === undefined) return command;
        return {
          ...command,
          body: { ...body, manifest: manifest.filter((one) => isIn(one.case.slice(1, -1))) },
        };
      })
      .filter(({ body }) => (body as { manifest?: unknown[] }).manifest?.length !== 0),
  );
}

describe('The scenario, loaded over HTTP', () => {
  let homeward: Watched;
  beforeAll(async () => (homeward = await startWatched()));
  afterAll(() => homeward?.stop());

  it('is taken up where it was cut short, each command carried out once, and the day is there to read', async () => {
    const chapters = await excerpt();
    const commands = chapters.flat();
    const known = new Map(Object.entries(STAFF).map(([role, id]) => [`staff:${role}`, id]));
    const tokens = new Map<string, string>(homeward.client.tokens);
    const client = new Client(homeward.client.url, tokens);
    const load = (progress: (done: number) => void) =>
      loadScenario('excerpt', chapters, client, known, progress);

    await expect(load((done) => done === 90 && tokens.clear())).rejects.toThrow('401');
    for (const [role, token] of homeward.client.tokens) tokens.set(role, token);
    const { ids, consistencyToken } = await load(() => undefined);
    await homeward.settled();
    const released = commands.flatMap(({ body }) => (body as { manifest?: unknown[] }).manifest ?? []);
    expect(await homeward.countEvents()).toBe(commands.length + released.length);

    const read = async (role: string, path: string) => (await client.get(role, path, consistencyToken)).body;
    const alive = await read('caseworker', `/cases/${ids.get('buried-and-alive')}`);
    expect(alive).toMatchObject({
      file: { whereabouts: { value: { phase: 'returned' } }, fate: { value: { phase: 'alive' } } },
      contradictions: [],
    });
    expect(await read('caseworker', `/cases/${ids.get('entered-ahead')}`)).toMatchObject({
      contradictions: ['handover-declined'],
    });
    expect(await read('reporter', `/exchanges/${ids.get('stage-4')}`)).toMatchObject({
      handedOver: { kind: 'withheld' },
    });
  });
});
