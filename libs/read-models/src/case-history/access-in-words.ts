import type { Assignment } from '#libs/cases/src/assignment.js';
import type { GlassBreakReviewed } from '#libs/cases/src/events/glass-break-reviewed.event.js';
import type { GlassBroken } from '#libs/cases/src/events/glass-broken.event.js';
import { listed, said, shortId, spaced } from './in-words.js';

export function assignmentInWords({ offices, staff, sensitivity }: Assignment): string {
  const to = [
    ...offices.map((office) => `office ${shortId(office)}`),
    ...staff.map((person) => `member of staff ${shortId(person)}`),
  ];
  return `Case assigned to ${listed(to)}${sensitivity === 'restricted' ? ', restricted to the persons named' : ''}`;
}

export function glassInWords({ staff, until, reason }: GlassBroken['data']): string {
  return `Glass broken by member of staff ${shortId(staff)}, until ${until.slice(0, 16).replace('T', ' ')} UTC: “${said(reason)}”`;
}

export function reviewInWords({ reviewer, glass, finding }: GlassBreakReviewed['data']): string {
  return `Breaking of the glass ${shortId(glass)} reviewed by member of staff ${shortId(reviewer)}: ${spaced(finding)}`;
}
