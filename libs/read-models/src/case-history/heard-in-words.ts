import type { DeathReported } from '#libs/cases/src/events/death-reported.event.js';
import type { FamilyContactAdded } from '#libs/cases/src/events/family-contact-added.event.js';
import type { MessageReceived } from '#libs/cases/src/events/message-received.event.js';
import { inWords } from '#libs/kernel/src/edtf/in-words.js';
import { ifSaid, said, shortId } from './in-words.js';

export const MESSAGES: Record<MessageReceived['data']['form'], string> = {
  letter: 'Letter',
  'capture-card': 'Capture card',
  call: 'Call',
  video: 'Video message',
  other: 'Message',
};

export const WAYS: Record<MessageReceived['data']['way'], string> = {
  direct: '',
  icrc: ' through the ICRC',
  'released-prisoner': ' through a released prisoner',
  other: '',
};

export function deathReport(data: DeathReported['data']): string {
  const { place, occurredAt, cause, reliability, credibility } = data;
  return (
    `Reported to have died${ifSaid(' at ', place)} ${inWords(occurredAt)}${ifSaid(' of ', cause)} ` +
    `(source ${reliability}, information ${credibility})`
  );
}

export function familyContact(data: FamilyContactAdded['data']): string {
  const { contact, occurredAt, toInform, name, relationship, address, phone } = data;
  const details = `${ifSaid(', at ', address)}${ifSaid(', phone ', phone)}${toInform ? '; to be informed' : ''}`;
  return (
    `Family contact ${shortId(contact.replace(/^contact-/, ''))} added ${inWords(occurredAt)}: ` +
    `${said(name)}, ${said(relationship)}${details}`
  );
}
