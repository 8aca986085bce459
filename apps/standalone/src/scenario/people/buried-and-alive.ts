import type { NameLists } from './names.js';
import { ONE_METHOD, PersonFile } from './person-file.js';
import { fictionalIdentity } from './identity.js';
import type { Chance } from '../chance.js';

/**
 * A fictional man, told of by many voices that cannot all be right: identified on one method and one parent, buried, reported alive by
 * three returnees, home on 5 February 2026. Nothing is rewritten: the identification is withdrawn (DOMAIN, rule 6).
 */
export function buriedAndAlive(
  { chance, lists }: { chance: Chance; lists: NameLists },
  ref: string,
): PersonFile {
  const file = new PersonFile(ref, 'missing', '2022-04-20');
  file.tell('identity', { occurredAt: '2022-04-20', ...fictionalIdentity(chance, lists, {}) });
  file.tell('missing-reports', {
    occurredAt: '2022-04-20',
    by: 'relative',
    lastSeen: '2022-04-11',
    place: 'Mariupol',
    circumstances: 'his unit lost contact (fictional)',
  });
  file.tell('family-contacts', {
    occurredAt: '2022-05',
    contact: 'e1b6f0d4-7c2a-5e39-8d41-20250614beef',
    toInform: true,
    name: 'Мати (вигадана)',
    relationship: 'mother',
    address: 'a village (fictional), 7',
  });
  file.tell('notes', { occurredAt: '2022-05', note: 'A sample of the mother was taken (fictional).' });
  file.tell('notes', {
    occurredAt: '2023-01',
    note: 'A match of 99.99987 % with one parent; the expert advised a further test, which was not done (fictional).',
  });
  const identified = file.tell(
    'remains-repatriation',
    { occurredAt: '2023-04', reception: null, agreement: null },
    [file.document(), ONE_METHOD],
  );
  file.tell('notes', {
    occurredAt: '2023-05',
    note: 'The family was notified. One paper dates the burial to 19 May, another to 2 June (fictional).',
  });
  const closed = file.tell('closure', { occurredAt: '2023-06-20', reason: 'search-ended' });
  for (const [month, content] of [
    ['2025-07', 'a returnee shared a cell with him in spring (fictional)'],
    ['2025-08', 'another gives his name and village (fictional)'],
  ] as const) {
    if (month === '2025-07') file.tell('reopening', { occurredAt: '2025-07-28', reason: 'new-information' });
    file.tell('messages', { occurredAt: month, form: 'other', way: 'released-prisoner', content });
  }
  file.tell('captivity-confirmations', { occurredAt: '2025-10', by: 'unofficial', place: null });
  file.handOver();
  file.withdraw(identified, {
    occurredAt: '2026-02-11',
    reason: 'method-lost-standing',
    note: 'The grave was exhumed on this day: whoever lies in it is somebody else (fictional).',
  });
  file.withdraw(closed, { occurredAt: '2026-02-11', reason: 'entered-in-error' });
  return file;
}
