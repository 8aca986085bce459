import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  barrels,
  circles,
  importerFaults,
  lengthFaults,
  purityFaults,
  rankFaults,
  specsWithoutLevel,
  type House,
} from './fences.js';
import { allModules, moduleFrom } from './modules.js';

const house = JSON.parse(readFileSync('test/fences/house.json', 'utf8')) as House;
const modules = allModules('.');

describe('the house', () => {
  it('has sources in every room but those not built yet', () => {
    expect(modules.length).toBeGreaterThan(100);
  });

  it('lets every library import only lower ranks or itself', () => {
    expect(rankFaults(modules, house)).toEqual([]);
  });

  it('has no circles', () => {
    expect(circles(modules)).toEqual([]);
  });

  it('keeps packages in the rooms that may import them', () => {
    expect(importerFaults(modules, house)).toEqual([]);
  });

  it('keeps clock, chance, process and I/O out of the domain', () => {
    expect(purityFaults(modules, house)).toEqual([]);
  });

  it('has no file that is too long', () => {
    expect(lengthFaults(modules, house)).toEqual([]);
  });

  it('runs every spec', () => {
    expect(specsWithoutLevel(modules)).toEqual([]);
  });

  it('has no barrels', () => {
    expect(barrels(modules)).toEqual([]);
  });
});

describe('each fence is red for a planted fault', () => {
  const planted = (path: string, text: string) => [...modules, moduleFrom(path, text)];

  it.each([
    ['libs/cases/src/x.ts', "import { a } from '#libs/agreements/src/y.js';"],
    ['libs/kernel/src/x.ts', "import type { A } from '#libs/cases/src/state.js';"],
    ['libs/event-store/src/x.ts', "export { a } from '#libs/embedded/src/y.js';"],
    ['apps/api/src/x.ts', "import '../../projector/src/main.js';"],
    ['libs/cases/src/x.ts', "await import('#libs/projections/src/y.js');"],
  ])('rank: %s', (path, text) => {
    expect(rankFaults(planted(path, text), house)).toHaveLength(1);
  });

  it('circles', () => {
    const two = [
      moduleFrom('libs/a/x.ts', "import './y.js';"),
      moduleFrom('libs/a/y.ts', "import './x.js';"),
    ];
    expect(circles(two)).toEqual(['libs/a/x.ts -> libs/a/y.ts -> libs/a/x.ts']);
  });

  it.each([
    ['apps/api/src/x.ts', "import { EventStoreDBClient } from '@eventstore/db-client';"],
    ['libs/embedded/src/x.ts', "import { EventStoreDBClient } from '@eventstore/db-client';"],
    ['libs/projections/src/x.ts', "import { credentials } from '@grpc/grpc-js';"],
    ['libs/command-handling/src/x.ts', "import { Injectable } from '@nestjs/common';"],
  ])('importers: %s', (path, text) => {
    expect(importerFaults(planted(path, text), house)).toHaveLength(1);
  });

  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const x = Math.random();',
    'const e = process.env;',
    'setTimeout(() => undefined, 1);',
    "import { readFileSync } from 'node:fs';",
    "import { randomUUID } from 'node:crypto';",
  ])('purity: %s', (text) => {
    expect(purityFaults(planted('libs/cases/src/x.ts', text), house)).toHaveLength(1);
  });

  it('length, for a rule and for any file', () => {
    const lines = (n: number) => 'export {};\n'.repeat(n);
    expect(lengthFaults([moduleFrom('libs/cases/src/actions/x.ts', lines(151))], house)).toHaveLength(1);
    expect(lengthFaults([moduleFrom('apps/api/src/x.ts', lines(251))], house)).toHaveLength(1);
    expect(lengthFaults([moduleFrom('apps/api/src/x.ts', lines(250))], house)).toHaveLength(0);
  });

  it('specs that run nowhere', () => {
    expect(specsWithoutLevel([moduleFrom('libs/cases/src/x.spec.ts', '')])).toHaveLength(1);
  });

  it('barrels', () => {
    expect(barrels([moduleFrom('libs/cases/src/index.ts', "export * from './state.js';")])).toHaveLength(1);
  });
});
