import { defineEvent, type EventOf } from '#libs/kernel/src/stored/event-definition.js';
import { assignmentFields } from '../assignment.js';

/** The case was assigned anew, in place of the assignment before as a whole. It holds from its recording on. */
export const caseAssigned = defineEvent('CaseAssigned', assignmentFields);

export type CaseAssigned = EventOf<typeof caseAssigned>;
