import { GIVEN_NAMES } from './given-name-pairs.js';
import { normaliseName } from './normalise.js';
import { soundKey, stemOf } from './sound-key.js';

/** One name in all its forms; `key` names it. */
export interface GivenName {
  readonly key: string;
  readonly forms: readonly string[];
}

export const GIVEN_NAME_LIST: readonly GivenName[] = GIVEN_NAMES.map((forms) => ({
  key: soundKey(forms[0] ?? ''),
  forms: forms.map(normaliseName),
}));

const BY_SOUND = new Map<string, GivenName[]>();
const BY_STEM = new Map<string, GivenName>();
for (const name of GIVEN_NAME_LIST) {
  const sounds = new Set(name.forms.map(soundKey));
  for (const sound of sounds) BY_SOUND.set(sound, [...(BY_SOUND.get(sound) ?? []), name]);
  for (const stem of new Set([...sounds].map(stemOf))) if (!BY_STEM.has(stem)) BY_STEM.set(stem, name);
}

/** The names of the dictionary of which this is a form, in some spelling: none, one, or a few that sound the same. */
export const givenNamesOf = (word: string): readonly GivenName[] => BY_SOUND.get(soundKey(word)) ?? [];

/** The name that a patronymic is made of, by its stem. */
export const fatherOf = (stem: string): GivenName | undefined => BY_STEM.get(stem);
