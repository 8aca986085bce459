import type { Entry } from '#libs/kernel/src/statements/standing.js';
import type { CaseStatement } from '../case-events.js';

/** Which questions each statement speaks to. A new statement does not compile until it stands here. */
const AXES_OF = {
  IdentityRecorded: ['identity', 'rank'],
  Captured: ['captivity', 'search'],
  CaptivityConfirmed: ['captivity'],
  HealthAssessed: ['health'],
  Negotiated: ['listing'],
  Returned: ['captivity', 'search', 'listing'],
  RemainsRepatriated: ['remains', 'search', 'listing'],
  ReportedMissing: ['search', 'disappearance'],
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
