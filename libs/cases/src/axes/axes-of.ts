import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { CaseStatement } from '../case-events.js';

/** Which questions each statement speaks to. A new statement does not compile until it stands here. */
const AXES_OF = {
  IdentityRecorded: ['identity', 'rank'],
  Captured: ['captivity', 'whereabouts', 'search'],
  CaptivityConfirmed: ['captivity', 'whereabouts'],
  HealthAssessed: ['health'],
  Negotiated: ['listing'],
  Returned: ['captivity', 'whereabouts', 'fate', 'search', 'listing'],
  RemainsRepatriated: ['remains', 'fate', 'search', 'listing'],
  ReportedMissing: ['search', 'disappearance'],
  Transferred: ['captivity', 'whereabouts'],
  HospitalAdmitted: ['captivity', 'whereabouts'],
  Escaped: ['captivity', 'whereabouts', 'fate'],
  DeathReported: ['fate'],
  MessageReceived: [],
  NoteAdded: [],
  FamilyContactAdded: ['contact'],
  CaseClosed: ['casework'],
  CaseReopened: ['casework'],
} as const satisfies Record<CaseStatement['type'], readonly string[]>;

type AxesOf = typeof AXES_OF;
export type AxisName = AxesOf[keyof AxesOf][number];

/** The statements that speak to an axis. */
export type On<Name extends AxisName> = Extract<
  CaseStatement,
  { type: { [Type in keyof AxesOf]: Name extends AxesOf[Type][number] ? Type : never }[keyof AxesOf] }
>;

export function statementsOn<Name extends AxisName>(
  name: Name,
  statements: readonly Entry<CaseStatement>[],
): Entry<On<Name>>[] {
  return statements.filter((entry): entry is Entry<On<Name>> =>
    (AXES_OF[entry.event.type] as readonly AxisName[]).includes(name),
  );
}
