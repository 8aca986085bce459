import { Checkpoints1750000001000 } from '#libs/projections/src/projections.migration.js';
import { Leases1750000018400 } from '#libs/projections/src/leases/leases.migration.js';
import { Rebuilds1750000007000 } from '#libs/projections/src/rebuild/rebuilds.migration.js';
import { Agreement1750000012100 } from './agreement/agreement.migration.js';
import { Entries1750000020000 } from './as-of/entries.migration.js';
import { BrokenGlass1750000010100 } from './broken-glass/broken-glass.migration.js';
import { BrokenGlassFor1750000016000 } from './broken-glass/broken-glass-for.migration.js';
import { CaseAccess1750000010000 } from './case-access/case-access.migration.js';
import { CaseFacts1750000012000 } from './case-file/case-facts.migration.js';
import { CaseFile1750000003000 } from './case-file/case-file.migration.js';
import { CaseHistory1750000004000 } from './case-history/case-history.migration.js';
import { CaseNames1750000011000 } from './case-names/case-names.migration.js';
import { CaseSearch1750000012500 } from './case-names/case-search.migration.js';
import { CasesListedInOrder1750000019300 } from './case-names/cases-listed-in-order.migration.js';
import { CasesNamedInParts1750000019200 } from './case-names/cases-named-in-parts.migration.js';
import { ExchangeFigures1750000002000 } from './exchange-figures/exchange-figures.migration.js';
import { FiguresOfOne1750000018200 } from './exchange-figures/figures-of-one.migration.js';
import { ShownCase1750000009000 } from './case-file/shown-case.migration.js';
import { ExchangePeople1750000012200 } from './exchange-figures/exchange-people.migration.js';
import { Intakes1750000013000 } from './intakes/intakes.migration.js';
import { IntakeLinesInOrder1750000018300 } from './intakes/intake-lines-in-order.migration.js';
import { Population1750000019000 } from './case-file/population.migration.js';
import { Rebuildable1750000008000 } from './rebuildable.migration.js';
import { ReceptionFigures1750000005000 } from './reception-figures/reception-figures.migration.js';
import { Told1750000012300 } from './told/told.migration.js';

/** Everything in the schema `read`, after the schemas and roles. */
export const readMigrations = [
  Checkpoints1750000001000,
  ExchangeFigures1750000002000,
  CaseFile1750000003000,
  CaseHistory1750000004000,
  ReceptionFigures1750000005000,
  Rebuilds1750000007000,
  Rebuildable1750000008000,
  CaseAccess1750000010000,
  BrokenGlass1750000010100,
  ShownCase1750000009000,
  CaseFacts1750000012000,
  Agreement1750000012100,
  ExchangePeople1750000012200,
  Told1750000012300,
  CaseNames1750000011000,
  CaseSearch1750000012500,
  Intakes1750000013000,
  BrokenGlassFor1750000016000,
  FiguresOfOne1750000018200,
  IntakeLinesInOrder1750000018300,
  Leases1750000018400,
  Population1750000019000,
  CasesNamedInParts1750000019200,
  CasesListedInOrder1750000019300,
  Entries1750000020000,
];
