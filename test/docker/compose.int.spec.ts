import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { apiSettings } from '../../apps/api/src/settings.js';
import { projectorSettings } from '../../apps/projector/src/settings.js';

const run = promisify(execFile);
const read = (name: string): string => readFileSync(join('docker', name), 'utf8');
const FILES = ['compose.yaml', 'compose.one-node.yaml', 'compose.cluster.yaml'];
const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, one = '']) => one)),
];
const secretsNamedIn = (...names: string[]): string[] =>
  found(names.map(read).join('\n'), /\.\/secrets\/([\w.-]+)/g).sort();

/** What docker/make-secrets.sh makes of a kind. */
async function made(kind: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'homeward-secrets-'));
  try {
    await run('docker/make-secrets.sh', [kind, join(folder, 'secrets')]);
    return readdirSync(join(folder, 'secrets'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The script needs openssl, which not every machine has. */
const KINDS = spawnSync('openssl', ['version']).status === 0 ? ['one-node', 'cluster'] : [];

describe('docker/', () => {
  for (const kind of KINDS)
    it(`has a script that makes every secret of ${kind} but the keys of the issuer`, async () => {
      const makes = await made(kind);
      const named = secretsNamedIn('compose.yaml', `compose.${kind}.yaml`);
      expect(named.filter((name) => !makes.includes(name))).toEqual(['token-keys.json']);
      expect(makes.filter((name) => !named.includes(name))).toEqual(['ca.key']);
    });

  it('declares every secret that a service takes', () => {
    for (const name of FILES) {
      const text = read(name);
      const declared = found(text, /^ {2}([\w.-]+):\s*\{ file:/gm);
      const taken = found(text, /secrets: \[([^\]]+)\]/g).flatMap((list) => list.split(/,\s*/));
      expect({ name, unknown: taken.filter((one) => !declared.includes(one)) }).toEqual({
        name,
        unknown: [],
      });
    }
  });

  it('sets only what the programs read', () => {
    const known = new Set([...Object.keys({ ...apiSettings, ...projectorSettings }), 'HOMEWARD_STAFF']);
    const text = read('compose.yaml');
    const ofPrograms =
      text.slice(0, text.indexOf('\n  postgres:')) + text.slice(text.indexOf('\n  migrate:'));
    const set = found(ofPrograms, /^ {2,6}([A-Z_]+):/gm);
    expect(set).toContain('EVENTSTORE_URL_FILE');
    expect(set).toContain('TOKEN_KEYS');
    const unknown = set.filter((name) => !known.has(name) && !known.has(name.replace(/_FILE$/, '')));
    expect(unknown).toEqual([]);
  });

  it('names images by what they hold, and programs that there are', () => {
    const images = found(
      [read('Dockerfile'), ...FILES.map(read)].join('\n'),
      /^(?:\s*image:|FROM) (\S+:\S+)/gm,
    );
    expect(images.filter((image) => !/@sha256:[0-9a-f]{64}$|^homeward:/.test(image))).toEqual([]);
    expect(images.length).toBeGreaterThan(3);
    const programs = found(read('start.js'), /'([\w/]+)\.js'/g);
    expect(programs.filter((program) => !existsSync(`apps/${program}.ts`))).toEqual([]);
  });
});
