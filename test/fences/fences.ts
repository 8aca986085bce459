import ts from 'typescript';
import type { Module } from './modules.js';

export interface House {
  readonly ranks: Readonly<Record<string, number>>;
  readonly pure: readonly string[];
  readonly pureMayImport: readonly string[];
  readonly notPure: readonly string[];
  readonly importers: Readonly<Record<string, readonly string[]>>;
  readonly longest: { readonly rule: number; readonly file: number };
}

const within = (path: string, room: string): boolean => path === room || path.startsWith(`${room}/`);
const isSpec = (path: string): boolean => /\.spec\.ts$|\/testing\//.test(path);
const isOurs = (path: string): boolean => /^(apps|libs|test)\//.test(path);

const roomOf = (path: string, { ranks }: House): string | undefined =>
  Object.keys(ranks).find((room) => within(path, room));

/** Strictly lower, or the own library; an app never imports another app. */
export function rankFaults(modules: readonly Module[], house: House): string[] {
  return modules.flatMap(({ path, imports }) =>
    imports.flatMap(({ of }) => {
      if (!isOurs(of)) return [];
      const [from, to] = [roomOf(path, house), roomOf(of, house)];
      if (from === undefined || to === undefined) return [`${path}: ${of} is in no room of the house`];
      if (from === to && from !== 'apps') return [];
      if (from === 'apps' && to === 'apps') {
        return path.split('/')[1] === of.split('/')[1] ? [] : [`${path} imports another app: ${of}`];
      }
      if (isSpec(path) && to === 'test') return [];
      const [rankFrom, rankTo] = [house.ranks[from] ?? 0, house.ranks[to] ?? 0];
      return rankTo < rankFrom ? [] : [`${path} (rank ${rankFrom}) imports ${of} (rank ${rankTo})`];
    }),
  );
}

/** Chains of imports that come back to where they began; imports of types count too. */
export function circles(modules: readonly Module[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) found.push([...trail.slice(at), path].join(' -> '));
    if (at >= 0 || done.has(path)) return;
    for (const { of } of byPath.get(path)?.imports ?? []) if (byPath.has(of)) walk(of, [...trail, path]);
    done.add(path);
  };
  for (const { path } of modules) walk(path, []);
  return found;
}

/** Packages that only certain rooms may import. The longest matching name decides. */
export function importerFaults(modules: readonly Module[], { importers }: House): string[] {
  const names = Object.keys(importers).toSorted((a, b) => b.length - a.length);
  return modules.flatMap(({ path, imports }) =>
    imports.flatMap(({ of }) => {
      const name = names.find((prefix) => of === prefix || of.startsWith(prefix));
      if (name === undefined || importers[name]?.some((room) => within(path, room))) return [];
      return [`${path} imports ${of}, which only ${importers[name]?.join(', ')} may`];
    }),
  );
}

const IMPURE =
  /^(Date\.now|Math\.random|performance\.|process\.|crypto\.|globalThis\.|setTimeout|setInterval|fetch)/;

/** Clocks, randomness, the process and I/O in the domain. `new Date()` without a value reads the clock. */
export function purityFaults(modules: readonly Module[], house: House): string[] {
  const domain = modules.filter(
    ({ path }) =>
      house.pure.some((room) => within(path, room)) && !isSpec(path) && !house.notPure.includes(path),
  );
  return domain.flatMap(({ path, text, imports }) => [
    ...imports
      .filter(({ of }) => !isOurs(of) && !house.pureMayImport.includes(of))
      .map(({ of }) => `${path} imports ${of}: the domain is pure`),
    ...impureWords(path, text).map(
      (word) => `${path} uses ${word}: the domain has no clock, chance or process`,
    ),
  ]);
}

function impureWords(path: string, text: string): string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      words.push('new Date()');
    if (ts.isPropertyAccessExpression(node) && IMPURE.test(node.getText())) words.push(node.getText());
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && IMPURE.test(node.expression.text)) {
      words.push(node.expression.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true));
  return words;
}

/** A rule over 150 lines or any source over 250 wants another cut. */
export function lengthFaults(modules: readonly Module[], { longest }: House): string[] {
  return modules.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - 1;
    const most = /^libs\/[^/]+\/src\/actions\//.test(path) && !isSpec(path) ? longest.rule : longest.file;
    return lines > most && !isSpec(path) ? [`${path} has ${lines} lines; at most ${most}`] : [];
  });
}

export function barrels(modules: readonly Module[]): string[] {
  return modules.filter(({ path }) => path.endsWith('/index.ts')).map(({ path }) => `${path} is a barrel`);
}

/** A spec whose name does not tell its level runs nowhere. */
export function specsWithoutLevel(modules: readonly Module[]): string[] {
  return modules
    .filter(({ path }) => path.endsWith('.spec.ts') && !/\.(unit|int|e2e)\.spec\.ts$/.test(path))
    .map(({ path }) => `${path} runs nowhere: name it .unit.spec.ts, .int.spec.ts or .e2e.spec.ts`);
}
