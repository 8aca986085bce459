import { transformFile } from '@swc/core';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = join(ROOT, 'libs/embedded/src/postgres');
const CACHE = join(ROOT, 'node_modules/.cache');

/**
 * Jest loads a global setup as plain ESM, and dist/ may be stale or missing: so the few sources are stripped of their types
 * here. It works because they import only each other and npm packages.
 */
export async function loadStartPostgres() {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'homeward-postgres-'));
  try {
    const sources = (await readdir(SOURCES)).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'),
    );
    for (const name of sources) {
      const { code } = await transformFile(join(SOURCES, name), {
        swcrc: false,
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      });
      await writeFile(join(folder, name.replace(/\.ts$/, '.js')), code);
    }
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    return (await import(pathToFileURL(join(folder, 'start-postgres.js')).href)).startPostgres;
  } finally {
    await rm(folder, { recursive: true });
  }
}
