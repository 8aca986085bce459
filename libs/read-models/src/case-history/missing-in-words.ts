import type { ReportedMissing } from '#libs/cases/src/events/reported-missing.event.js';
import { inWords } from '#libs/kernel/src/edtf/in-words.js';
import { ifSaid, spaced } from './in-words.js';

const BY: Record<ReportedMissing['data']['by'], string> = {
  relative: ' by a relative',
  'military-unit': ' by the military unit',
  authority: ' by an authority',
  organisation: ' by an organisation',
  other: '',
};

export function missingInWords(data: ReportedMissing['data']): string {
  const details = [
    ifSaid(', last seen ', data.lastSeen, inWords),
    ifSaid(data.lastSeen === null ? ', last seen at ' : ' at ', data.place),
    ifSaid(', circumstances: ', data.circumstances),
    ifSaid(', marks: ', data.distinguishingMarks),
    ifSaid(', ', data.maritalStatus),
    ifSaid(', resident at ', data.residence),
    ifSaid(', court decision: ', data.courtDecision, spaced),
  ];
  return `Reported missing${BY[data.by]} ${inWords(data.occurredAt)}${details.join('')}`;
}
