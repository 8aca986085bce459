import { monthOf, plusDays } from '../days.js';
import { captureOf, laterCapture } from './captures.js';
import { familyOf, reportedMissing } from './families.js';
import { fictionalIdentity } from './identity.js';
import { heardOf } from './in-captivity.js';
import { listUnder } from './listed.js';
import { LABORATORY, ONE_METHOD, PersonFile, source } from './person-file.js';
import { prisoner, type Cast } from './prisoner.js';

const NOW = '2026-03-20';

/** Held still: proposed, disputed or agreed, or on no list; some are said to be dead, by nobody who can know. */
export function waits(cast: Cast, ref: string): PersonFile {
  const { chance } = cast;
  const isYoung = chance.percent(25);
  const isIll = !isYoung && chance.percent(50);
  const file = prisoner(cast, { ref, isYoung, isIll, isOfficer: chance.percent(12), heldOn: '2025-05-01' });
  if (file.openedFor === 'missing') return file;
  const category = isYoung ? 'aged-18-to-25' : 'seriously-ill-or-wounded';
  if (isYoung || isIll) {
    listUnder(file, 'istanbul', category, 'proposed', '2025-06-03');
    if (chance.percent(50))
      listUnder(file, 'istanbul', category, chance.of(['disputed', 'agreed']), '2025-06-06');
    if (chance.percent(6)) listUnder(file, 'istanbul', category, 'removed', '2025-07-01');
  }
  const die = chance.below(12);
  if (die === 0)
    file.tell('death-reports', { occurredAt: '2025-04', reliability: 'F', credibility: '6' }, [
      source('other-side'),
    ]);
  if (die === 1)
    file.tell('notes', { occurredAt: '2025-10-02', note: 'The ICRC was asked again (fictional).' });
  if (die === 2)
    file.tell('health-assessments', {
      occurredAt: monthOf(NOW),
      finding: 'not-known',
      note: 'no news for a year',
    });
  return file;
}

/** Reported missing, and nothing more is known. */
export function isMissed({ chance, lists }: Cast, ref: string): PersonFile {
  const { from, by, place } = captureOf(chance, false);
  const file = new PersonFile(ref, 'missing', monthOf(plusDays(by, 25)));
  file.tell('identity', {
    occurredAt: monthOf(plusDays(by, 25)),
    ...fictionalIdentity(chance, lists, { isOfficer: chance.percent(10) }),
  });
  reportedMissing(chance, file, from, place);
  familyOf(chance, lists, file, plusDays(by, 40));
  return file;
}

/** Identified among the remains of one reception, by an investigator's decision; some on one method alone. */
export function fell(
  { chance, lists }: Cast,
  ref: string,
  reception: string,
  day: string,
  agreement: string,
): PersonFile {
  const { from, by, place } = captureOf(chance, false);
  const file = new PersonFile(ref, chance.percent(60) ? 'missing' : 'fallen', monthOf(plusDays(by, 25)));
  file.tell('identity', { occurredAt: monthOf(plusDays(by, 25)), ...fictionalIdentity(chance, lists, {}) });
  if (chance.percent(50)) reportedMissing(chance, file, from, place);
  const hasOneMethod = chance.percent(30);
  const basis = hasOneMethod ? [file.document(), ONE_METHOD] : [file.document(), ONE_METHOD, LABORATORY];
  const told = { occurredAt: day, reception: `{${reception}}`, agreement };
  file.tell('remains-repatriation', told, basis);
  if (chance.percent(40)) {
    file.tell('closure', { occurredAt: plusDays(day, 90), reason: 'search-ended' });
    if (hasOneMethod)
      file.tell('reopening', {
        occurredAt: '2026-02-26',
        reason: 'conclusion-under-review',
        note: 'rests on one method',
      });
  }
  return file;
}

/** A prisoner on the Istanbul list as seriously ill or wounded, whose body came on 19 August 2025. */
export function diedWhileListed(cast: Cast, ref: string): PersonFile {
  const file = prisoner(cast, { ref, isIll: true, heldOn: '2025-05-01', isFromMariupol: true });
  listUnder(file, 'istanbul', 'seriously-ill-or-wounded', 'proposed', '2025-06-03');
  listUnder(file, 'istanbul', 'seriously-ill-or-wounded', 'agreed', '2025-06-05');
  const told = { occurredAt: '2025-08-19', reception: '{bodies-2025-08-19}', agreement: '{july}' };
  file.tell('remains-repatriation', told, [file.document(), ONE_METHOD, LABORATORY]);
  return file;
}

/** Escaped; of three, two came home by themselves, and one was caught again: another captivity. */
export function escaped(cast: Cast, ref: string, n: number): PersonFile {
  const file = prisoner(cast, { ref, heldOn: '2024-12-01', isFromMariupol: true });
  file.tell('escape', { occurredAt: '2024-12-09' });
  if (n % 3 === 2) file.tell('capture', { occurredAt: '2024-12-11', place: 'on the way (fictional)' });
  else file.tell('return', { occurredAt: '2024-12-20', exchange: null, agreement: null, category: null });
  return file;
}

/** Came home once before, served again, and is captive for the second time: a new episode. */
export function capturedAgain({ chance, lists }: Cast, ref: string, heldOn: string): PersonFile {
  const file = new PersonFile(ref, 'prisoner-of-war', '2022-07');
  file.tell('identity', { occurredAt: '2022-07', ...fictionalIdentity(chance, lists, {}) });
  file.tell('capture', { occurredAt: '2022-04-12', place: 'Mariupol' });
  file.tell('return', { occurredAt: '2022-09-21', exchange: null, agreement: null, category: null });
  const { occurredAt, place, by } = laterCapture(chance);
  file.tell('capture', { occurredAt, place });
  heardOf(chance, file, by, heldOn);
  return file;
}
