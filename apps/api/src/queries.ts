import { AgreementHandler } from '#libs/read-models/src/agreement/agreement.query.js';
import { FactsAsOfHandler } from '#libs/read-models/src/as-of/facts-as-of.query.js';
import { FactsBetweenHandler } from '#libs/read-models/src/as-of/facts-between.query.js';
import {
  BrokenGlassHandler,
  UnreviewedGlassHandler,
} from '#libs/read-models/src/broken-glass/broken-glass.query.js';
import { CaseAccessHandler } from '#libs/read-models/src/case-access/case-access.query.js';
import { CaseDifferenceHandler } from '#libs/read-models/src/case-file/case-difference.query.js';
import { CaseFileHandler } from '#libs/read-models/src/case-file/case-file.query.js';
import { PopulationHandler } from '#libs/read-models/src/case-file/population.query.js';
import { CaseHistoryHandler } from '#libs/read-models/src/case-history/case-history.query.js';
import { CaseSearchHandler } from '#libs/read-models/src/case-names/case-search.query.js';
import { ExchangeFiguresHandler } from '#libs/read-models/src/exchange-figures/exchange-figures.query.js';
import { IntakeLinesHandler } from '#libs/read-models/src/intakes/intake-lines.query.js';
import { IntakeHandler } from '#libs/read-models/src/intakes/intake.query.js';
import { ReceptionFiguresHandler } from '#libs/read-models/src/reception-figures/reception-figures.query.js';
import { ReadAgreementAsOfDoor } from './queries/read-agreement-as-of.query.js';
import { ReadAgreementDifferenceDoor } from './queries/read-agreement-difference.query.js';
import { ReadAgreementDoor } from './queries/read-agreement.query.js';
import { ReadAccessLogDoor } from './queries/read-access-log.query.js';
import { ReadAssignmentDoor } from './queries/read-assignment.query.js';
import { ReadBrokenGlassDoor } from './queries/read-broken-glass.query.js';
import { ReadCaseDifferenceDoor } from './queries/read-case-difference.query.js';
import { ReadCaseHistoryDoor } from './queries/read-case-history.query.js';
import { ReadCaseDoor } from './queries/read-case.query.js';
import { ReadExchangeAsOfDoor } from './queries/read-exchange-as-of.query.js';
import { ReadExchangeDifferenceDoor } from './queries/read-exchange-difference.query.js';
import { ReadExchangeDoor } from './queries/read-exchange.query.js';
import { ReadIntakeLinesDoor } from './queries/read-intake-lines.query.js';
import { ReadIntakeDoor } from './queries/read-intake.query.js';
import { ReadReceptionAsOfDoor } from './queries/read-reception-as-of.query.js';
import { ReadReceptionDifferenceDoor } from './queries/read-reception-difference.query.js';
import { ReadReceptionDoor } from './queries/read-reception.query.js';
import { SearchCasesDoor } from './queries/search-cases.query.js';

/** Every read over HTTP. */
export const queryDoors = [
  ReadAgreementDoor,
  ReadAgreementAsOfDoor,
  ReadAgreementDifferenceDoor,
  ReadAccessLogDoor,
  ReadAssignmentDoor,
  ReadBrokenGlassDoor,
  ReadCaseDoor,
  ReadCaseDifferenceDoor,
  ReadCaseHistoryDoor,
  ReadExchangeDoor,
  ReadExchangeAsOfDoor,
  ReadExchangeDifferenceDoor,
  ReadIntakeDoor,
  ReadIntakeLinesDoor,
  ReadReceptionDoor,
  ReadReceptionAsOfDoor,
  ReadReceptionDifferenceDoor,
  SearchCasesDoor,
];
export const queryHandlers = [
  AgreementHandler,
  BrokenGlassHandler,
  CaseAccessHandler,
  CaseDifferenceHandler,
  CaseFileHandler,
  UnreviewedGlassHandler,
  CaseHistoryHandler,
  CaseSearchHandler,
  ExchangeFiguresHandler,
  FactsAsOfHandler,
  FactsBetweenHandler,
  IntakeHandler,
  IntakeLinesHandler,
  PopulationHandler,
  ReceptionFiguresHandler,
];
