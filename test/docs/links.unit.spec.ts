import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);
const pages = ['README.md', ...inDocs.map((name) => join('docs', name)).sort()];
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, one = '']) => one);

/** Relative links that lead nowhere: to no file, or to no heading of a page. */
function deadLinks(page: string, text: string): string[] {
  return found(text, /\]\(([^)\s]+)\)/g).filter((target) => {
    if (/^https?:/.test(target)) return false;
    const [path = '', heading] = target.split('#');
    const file = path === '' ? page : normalize(join(dirname(page), path));
    if (!existsSync(file)) return true;
    return heading !== undefined && !headings(readFileSync(file, 'utf8')).includes(heading);
  });
}

const headings = (text: string): string[] =>
  found(text, /^#+ (.+)$/gm).map((title) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );

/** Paths from the root, in backticks, that do not exist. One with `<word>` in it stands for any and is not looked up. */
function missingPaths(text: string): string[] {
  return found(text, /`((?:apps|libs|test|data|docs|docker|\.ci)\/[^`\s<]+)`/g).filter(
    (path) => !existsSync(path),
  );
}

/** Scripts that a page runs and package.json does not have. */
function unknownScripts(text: string): string[] {
  const named = found(text, /npm (?:run(?: --silent)? |(?=start|test\b))([\w:-]+)/g);
  const silent = found(text, /npm run --silent ([\w:-]+)/g);
  return [...new Set([...named, ...silent])].filter((name) => !(name in scripts));
}

describe('README and docs', () => {
  it('are there', () => {
    expect(pages.length).toBeGreaterThan(15);
  });

  it.each(pages)('%s names only what exists', (page) => {
    const text = readFileSync(page, 'utf8');
    expect({
      links: deadLinks(page, text),
      paths: missingPaths(text),
      scripts: unknownScripts(text),
    }).toEqual({
      links: [],
      paths: [],
      scripts: [],
    });
  });

  it('would not pass with a dead link, a missing path or an unknown script', () => {
    const links = '[a](nowhere.md) [b](glossary.md) [c](time.md#known-at) [d](#no-such-heading)';
    expect(deadLinks('docs/time.md', links)).toEqual(['nowhere.md', '#no-such-heading']);
    expect(missingPaths('`libs/kernel/src/brand.ts` `libs/kernel/src/none.ts` `libs/<lib>/src`')).toEqual([
      'libs/kernel/src/none.ts',
    ]);
    expect(unknownScripts('npm run --silent bild; npm run lint; npm start; npm run nil')).toEqual([
      'bild',
      'nil',
    ]);
  });
});
