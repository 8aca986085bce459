import type { CaseEvent } from '#libs/cases/src/case-events.js';
import type { CaptivityConfirmed } from '#libs/cases/src/events/captivity-confirmed.event.js';
import type { CaseOpened } from '#libs/cases/src/events/case-opened.event.js';
import type { HealthAssessed } from '#libs/cases/src/events/health-assessed.event.js';
import type { Negotiated } from '#libs/cases/src/events/negotiated.event.js';
import type { RemainsRepatriated } from '#libs/cases/src/events/remains-repatriated.event.js';
import type { Returned } from '#libs/cases/src/events/returned.event.js';
import { inWords } from '#libs/kernel/src/edtf/in-words.js';
import type { Personal } from '#libs/kernel/src/personal.js';
import { assignmentInWords, glassInWords, reviewInWords } from './access-in-words.js';
import { basisInWords } from './basis-in-words.js';
import { identityInWords } from './identity-in-words.js';
import { deathReport, familyContact, MESSAGES, WAYS } from './heard-in-words.js';
import { missingInWords } from './missing-in-words.js';
import { CATEGORY_WORDS, ifSaid, said, shortId, spaced } from './in-words.js';

/** An event in one or two plain English sentences: what happened, when, and on what basis. */
export function sentence(event: CaseEvent, stream: string): string {
  const note = 'note' in event.data && event.data.note !== null ? ` Note: ${said(event.data.note)}` : '';
  const basis = 'basis' in event.data ? basisInWords(event.data.basis, stream) : '';
  return `${clause(event, stream)}${basis}.${note}`;
}

function clause(event: CaseEvent, stream: string): string {
  switch (event.type) {
    case 'CaseOpened':
      return `Case opened for ${OPENED_FOR[event.data.openedFor]} ${inWords(event.data.occurredAt)}`;
    case 'CaseAssigned':
      return assignmentInWords(event.data);
    case 'GlassBroken':
      return glassInWords(event.data);
    case 'GlassBreakReviewed':
      return reviewInWords(event.data);
    case 'IdentityRecorded':
      return identityInWords(event.data);
    case 'Captured':
      return `Captured${ifSaid(' at ', event.data.place)} ${inWords(event.data.occurredAt)}`;
    case 'CaptivityConfirmed':
      return `${CONFIRMED[event.data.by]} ${inWords(event.data.occurredAt)}${ifSaid(', held at ', event.data.place)}`;
    case 'HealthAssessed':
      return health(event.data);
    case 'Negotiated':
      return listing(event.data);
    case 'Returned':
      return homecoming(event.data);
    case 'RemainsRepatriated':
      return remains(event.data);
    case 'ReportedMissing':
      return missingInWords(event.data);
    case 'Transferred':
      return `Transferred${ifSaid(' from ', event.data.from)}${ifSaid(' to ', event.data.to)} ${inWords(event.data.occurredAt)}`;
    case 'HospitalAdmitted':
      return `Admitted to hospital${placed(event.data.place)} ${inWords(event.data.occurredAt)}${ifSaid(', for ', event.data.reason)}`;
    case 'Escaped':
      return `Escaped${ifSaid(' from ', event.data.place)} ${inWords(event.data.occurredAt)}`;
    case 'DeathReported':
      return deathReport(event.data);
    case 'MessageReceived':
      return `${MESSAGES[event.data.form]} received ${inWords(event.data.occurredAt)}${WAYS[event.data.way]}${ifSaid(': ', event.data.content, (text) => `“${text}”`)}`;
    case 'NoteAdded':
      return `Note added ${inWords(event.data.occurredAt)}`;
    case 'FamilyContactAdded':
      return familyContact(event.data);
    case 'CaseClosed':
      return `Case closed ${inWords(event.data.occurredAt)} (${spaced(event.data.reason)})`;
    case 'CaseReopened':
      return `Case reopened ${inWords(event.data.occurredAt)} (${spaced(event.data.reason)})`;
    case 'StatementWithdrawn':
      return `Entry ${event.data.revision} withdrawn ${inWords(event.data.occurredAt)} (${spaced(event.data.reason)})`;
    case 'StatementCorrected':
      return (
        `Entry ${event.data.revision} corrected ${inWords(event.data.occurredAt)} (${spaced(event.data.reason)}), ` +
        `to read “${sentence(event.data.to, stream)}”`
      );
    case 'ReactionDeclined':
      return `Nothing recorded by ${spaced(event.data.reaction)}: refused as ${spaced(event.data.refusal)}`;
  }
}

const OPENED_FOR: Record<CaseOpened['data']['openedFor'], string> = {
  'prisoner-of-war': 'a prisoner of war',
  missing: 'a missing person',
  fallen: 'one of the fallen',
};

const CONFIRMED: Record<CaptivityConfirmed['data']['by'], string> = {
  icrc: 'Captivity confirmed by the ICRC',
  unofficial: 'Captivity confirmed unofficially',
};

const GROUNDS = {
  incurable: 'incurable',
  'not-recovering-within-a-year': 'not expected to recover within a year',
  'gravely-and-permanently-diminished': 'gravely and permanently diminished',
} as const;

function health({ finding, ground, occurredAt }: HealthAssessed['data']): string {
  const grounds = ifSaid(', ', ground, (value) => GROUNDS[value]);
  return `Health assessed ${inWords(occurredAt)}: ${said(finding, spaced)}${grounds}`;
}

const LISTED: Record<Negotiated['data']['listing'], string> = {
  proposed: 'Proposed for exchange',
  disputed: 'Listing disputed',
  agreed: 'Agreed for exchange',
  'in-a-stage': 'Listed in a stage',
  removed: 'Removed from the list',
};

function listing({ listing: phase, exchange, agreement, category, occurredAt }: Negotiated['data']): string {
  const stage = exchange === null ? '' : ` (exchange ${shortId(exchange)})`;
  return `${LISTED[phase]}${stage} under agreement ${shortId(agreement)}, among ${CATEGORY_WORDS[category]}, ${inWords(occurredAt)}`;
}

function homecoming({ exchange, agreement, category, place, occurredAt }: Returned['data']): string {
  const how = [
    exchange === null ? '' : ` in exchange ${shortId(exchange)}`,
    agreement === null ? '' : ` under agreement ${shortId(agreement)}`,
    category === null ? '' : `, among ${CATEGORY_WORDS[category]}`,
  ].join('');
  return `Returned${placed(place)} ${inWords(occurredAt)}${how}`;
}

function remains({ reception, agreement, occurredAt }: RemainsRepatriated['data']): string {
  const how = [
    reception === null ? '' : ` with reception ${shortId(reception)}`,
    agreement === null ? '' : ` under agreement ${shortId(agreement)}`,
  ].join('');
  return `Remains repatriated ${inWords(occurredAt)}${how}`;
}

const placed = (place: Personal<string> | null): string => ifSaid(' at ', place);
