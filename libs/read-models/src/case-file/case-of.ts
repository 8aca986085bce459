import { caseEventDefinitions, type CaseEvent } from '#libs/cases/src/case-events.js';
import { cases } from '#libs/cases/src/state.js';
import { caseId, type CaseId } from '#libs/kernel/src/ids.js';
import type { Known } from '#libs/projections/src/projection.js';
import { eventAmong } from '../event-among.js';

export function caseIdOf({ stream }: Pick<Known, 'stream'>): CaseId {
  return caseId(stream.slice(cases.prefix.length + 1));
}

export const caseEventOf = eventAmong<CaseEvent>(caseEventDefinitions);
