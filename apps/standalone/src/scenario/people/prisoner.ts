import type { Chance } from '../chance.js';
import { monthOf, plusDays } from '../days.js';
import { captureOf, earlyCapture } from './captures.js';
import { familyOf, reportedMissing } from './families.js';
import { fictionalIdentity, type Kind } from './identity.js';
import { fallsIll, heardOf } from './in-captivity.js';
import type { NameLists } from './names.js';
import { PersonFile, source } from './person-file.js';

export interface Cast {
  readonly chance: Chance;
  readonly lists: NameLists;
}

export interface Imprisoned extends Kind {
  readonly ref: string;
  readonly isIll?: boolean;
  /** A day on which he is held still. */
  readonly heldOn: string;
  /** Captured at Mariupol, which is on record. */
  readonly isFromMariupol?: boolean;
}

/** Somebody in captivity, with what is known of it. Of some no capture is recorded: only that they are missing. */
export function prisoner({ chance, lists }: Cast, about: Imprisoned): PersonFile {
  const isKnown = about.isFromMariupol ?? false;
  const capture = isKnown ? earlyCapture(chance) : captureOf(chance, about.isYoung ?? false);
  const openedOn = monthOf(plusDays(capture.by, 20 + chance.below(40)));
  const isOnlyMissing = !isKnown && chance.percent(3);
  const file = new PersonFile(about.ref, isOnlyMissing ? 'missing' : 'prisoner-of-war', openedOn);
  const identity = { occurredAt: openedOn, ...fictionalIdentity(chance, lists, about) };
  const asRecorded = file.tell('identity', identity);
  if (isOnlyMissing || chance.percent(16)) reportedMissing(chance, file, capture.from, capture.place);
  if (chance.percent(16)) familyOf(chance, lists, file, openedOn);
  if (isOnlyMissing) return file;
  const told = { occurredAt: capture.occurredAt, place: capture.place };
  const captured = file.tell('capture', told);
  heardOf(chance, file, capture.by, about.heldOn);
  if (about.isIll) fallsIll(chance, file, about.heldOn);
  correctSome(chance, file, { asRecorded, identity, captured, told, on: plusDays(about.heldOn, -30) });
  return file;
}

interface MayBeWrong {
  readonly asRecorded: number;
  readonly identity: Readonly<Record<string, unknown>>;
  readonly captured: number;
  readonly told: { readonly occurredAt: string; readonly place: string };
  readonly on: string;
}

/** In some files something was wrong, and is corrected or withdrawn. */
function correctSome(chance: Chance, file: PersonFile, said: MayBeWrong): void {
  const die = chance.below(100);
  const occurredAt = monthOf(said.on);
  if (die === 0)
    file.correct(
      said.asRecorded,
      { type: 'IdentityRecorded', ...said.identity, placeOfBirth: 'Poltava region' },
      { occurredAt, reason: 'better-source' },
    );
  if (die === 1)
    file.correct(
      said.captured,
      { type: 'Captured', ...said.told, place: `${said.told.place} (place corrected)` },
      { occurredAt, reason: 'more-precise' },
    );
  if (die === 2) {
    const rumour = {
      occurredAt,
      reliability: 'F',
      credibility: '6',
      note: 'heard of a namesake (fictional)',
    };
    const revision = file.tell('death-reports', rumour, [source('other-side')]);
    file.withdraw(revision, { occurredAt: said.on, reason: 'mistaken-identity' });
  }
}
