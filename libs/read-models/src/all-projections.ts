import { agreements } from '#libs/agreements/src/agreement-state.js';
import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { cases } from '#libs/cases/src/state.js';
import { intakes } from '#libs/intakes/src/intake-state.js';
import { readModel, type Projection } from '#libs/projections/src/projection.js';
import { receptions } from '#libs/remains/src/reception-state.js';
import { agreementEntryModel } from './agreement/agreement-entry.projection.js';
import { agreementModel } from './agreement/agreement.projection.js';
import { brokenGlassModel } from './broken-glass/broken-glass.projection.js';
import { caseAccessModel } from './case-access/case-access.projection.js';
import { caseFileModel } from './case-file/case-file.projection.js';
import { caseHistoryModel } from './case-history/case-history.projection.js';
import { caseNamesModel } from './case-names/case-names.projection.js';
import { exchangeEntryModel } from './exchange-figures/exchange-entry.projection.js';
import { exchangeFiguresModel } from './exchange-figures/exchange-figures.projection.js';
import { exchangeManifestModel } from './exchange-figures/exchange-manifest.projection.js';
import { intakeLineModel } from './intakes/intake-line.projection.js';
import { intakeModel } from './intakes/intake.projection.js';
import { receptionEntryModel } from './reception-figures/reception-entry.projection.js';
import { receptionFiguresModel } from './reception-figures/reception-figures.projection.js';

export const allProjections: readonly Projection[] = [
  {
    name: 'cases',
    version: 4,
    streams: [cases.prefix],
    models: [
      readModel(caseFileModel),
      readModel(caseHistoryModel),
      readModel(caseNamesModel),
      readModel(caseAccessModel),
      readModel(brokenGlassModel),
    ],
  },
  // The embargo in PostgreSQL asks for this name: see embargo.migration.ts.
  {
    name: 'exchanges',
    version: 3,
    streams: [exchanges.prefix],
    models: [
      readModel(exchangeFiguresModel),
      readModel(exchangeManifestModel),
      readModel(exchangeEntryModel),
    ],
  },
  {
    name: 'agreements',
    version: 2,
    streams: [agreements.prefix],
    models: [readModel(agreementModel), readModel(agreementEntryModel)],
  },
  {
    name: 'receptions',
    version: 3,
    streams: [receptions.prefix],
    models: [readModel(receptionFiguresModel), readModel(receptionEntryModel)],
  },
  {
    name: 'intakes',
    version: 1,
    streams: [intakes.prefix, cases.prefix],
    models: [readModel(intakeModel), readModel(intakeLineModel)],
  },
];
