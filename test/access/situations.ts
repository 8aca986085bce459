import { officeId, staffId, glassId } from '#libs/kernel/src/ids.js';
import { hoursAfter, instant } from '#libs/kernel/src/instant.js';
import type { CaseAccess, Glass } from '#libs/cases/src/case-access.js';
import type { Viewer } from '#libs/access/src/viewer.js';

/** How a case can stand to whoever asks. */
export const SITUATIONS = {
  n: 'assigned to others',
  o: 'assigned to the office of the person who asks',
  p: 'assigned to that person',
  q: 'restricted, and assigned to the office',
  r: 'restricted, and assigned to that person',
  g: 'assigned to others, and that person broke the glass',
  x: 'the same, and the time is over',
  j: 'the same, and a review found it not justified',
} as const;

export type Situation = keyof typeof SITUATIONS;

export const situations = Object.keys(SITUATIONS) as Situation[];

export const NOW = instant(new Date('2025-06-14T12:00:00Z'));
const OTHERS = officeId('00000000-0000-4000-8000-0000000000f1');
const REVIEWER = staffId('00000000-0000-4000-8000-0000000000f2');

/** The case as its stream says it, for a viewer in that situation. */
export function accessIn(situation: Situation, { id, office }: Viewer): CaseAccess {
  const ordinary = { offices: [OTHERS], staff: [], sensitivity: 'ordinary' } as const;
  const assignment = {
    n: ordinary,
    o: { ...ordinary, offices: office === null ? [] : [office] },
    p: { ...ordinary, staff: [id] },
    q: { ...ordinary, offices: office === null ? [] : [office], sensitivity: 'restricted' },
    r: { ...ordinary, staff: [id], sensitivity: 'restricted' },
    g: ordinary,
    x: ordinary,
    j: ordinary,
  } as const;
  const glass = glassId('00000000-0000-4000-8000-0000000000f3');
  const broken: Glass = { glass, staff: id, until: hoursAfter(NOW, 1), review: null };
  const review = { glass, reviewer: REVIEWER, finding: 'not-justified', note: null } as const;
  const glasses: Partial<Record<Situation, Glass>> = {
    g: broken,
    x: { ...broken, until: NOW },
    j: { ...broken, review },
  };
  const of = glasses[situation];
  return { assignment: assignment[situation], glass: of === undefined ? [] : [of] };
}
