import type { IdentityRecorded } from '#libs/cases/src/events/identity-recorded.event.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { inWords } from '#libs/kernel/src/edtf/in-words.js';
import { ifSaid, said, spaced } from './in-words.js';

const day = (date: Edtf): string => inWords(date);
/** "14 June 2025" for "on 14 June 2025": what follows "as of" or "since". */
const bareDay = (date: Edtf): string => inWords(date).replace(/^(on|in|since) /, '');

export function identityInWords(data: IdentityRecorded['data']): string {
  const full = said(data.name, ({ surname, givenNames, patronymic }) =>
    [surname, givenNames, patronymic].filter((part) => part !== null).join(' '),
  );
  const latin = ifSaid(' (', data.latinName, ({ surname, givenNames }) => `${surname} ${givenNames}`);
  const since = ifSaid(' (since ', data.rankSince, bareDay);
  const details = [
    ifSaid(' at ', data.placeOfBirth),
    ifSaid(', ', data.sex),
    ifSaid(', father ', data.fathersFirstName),
    ifSaid(', mother born ', data.mothersMaidenName),
    ifSaid(', rank ', data.rank, spaced),
    `${since}${since && ')'}`,
    ifSaid(', service number ', data.serviceNumber),
    ifSaid(', of ', data.unit),
    ifSaid(', depending on ', data.power),
    ifSaid(', mail to ', data.mailAddress),
    ifSaid(', marks: ', data.distinguishingMarks),
  ];
  return `Identity recorded as of ${bareDay(data.occurredAt)}: ${full}${latin}${latin && ')'}, born ${said(data.born, day)}${details.join('')}`;
}
