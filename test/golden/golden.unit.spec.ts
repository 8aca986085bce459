import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Codec } from '#libs/stored-events/src/codec.js';
import { homewardCodec, homewardEvents } from '#libs/stored-events/src/homeward-events.js';
import { sampleRegistry } from '#libs/stored-events/src/testing/sample-definitions.js';
import { goldenFolder, goldenName, readGolden } from './golden-file.js';
import type { Keys } from '#libs/stored-events/src/keys.js';
import { goldenKeys } from './golden-keys.js';
import { makeGolden } from './make-golden.js';

const HOW_TO_MAKE =
  'Make it with `npm run --silent build && node dist/test/golden/make.js`, read it, and commit it. ' +
  'When a new shape was added, the older file stays as it is: only its "expected" is changed, by hand, ' +
  'to what the old event reads as now.';

const files = readdirSync(goldenFolder).filter((name) => name.endsWith('.json'));

function missingFiles(present: readonly string[]): string[] {
  return homewardEvents.definitions
    .flatMap(({ written }) => written.map(({ type, schema }) => goldenName(type, schema)))
    .filter((name) => !present.includes(name));
}

describe('golden files', () => {
  it('are there for every schema of every event type', () => {
    const missing = missingFiles(files);
    if (missing.length > 0) throw new Error(`No golden file ${missing.join(', ')}. ${HOW_TO_MAKE}`);
    expect(missingFiles(files.slice(1))).toEqual([files[0]]);
  });

  it.each(files)('%s reads as it says', async (name) => {
    const { stored, expected } = readGolden(name);
    const { event, metadata } = await homewardCodec(goldenKeys()).decode(stored);
    expect(event).toEqual(expected);
    expect(goldenName(stored.type, metadata.schema)).toBe(name);
  });

  it('are made for an event that has none, and never overwritten', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'homeward-golden-'));
    try {
      for (const definition of sampleRegistry.definitions) {
        expect(await makeGolden(definition, sampleRegistry, folder)).toBe(true);
      }
      const sighted = join(folder, 'Sighted.v1.json');
      expect(readdirSync(folder)).toContain('Missed.v2.json');
      await writeFile(sighted, 'from a real log');
      const definition = sampleRegistry.find('Sighted');
      expect(await makeGolden(definition, sampleRegistry, folder)).toBe(false);
      expect(await readFile(sighted, 'utf8')).toBe('from a real log');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('do not read under another key', async () => {
    const { stored } = readGolden('IdentityRecorded.v1.json');
    const another = await goldenKeys().keyFor('case-of-another');
    const keys: Keys = {
      ...goldenKeys(),
      findAll: async (subjects) => new Map([...subjects].map((each) => [each, another])),
    };
    await expect(new Codec(homewardEvents, keys).decode(stored)).rejects.toThrow('fails its authentication');
  });
});
