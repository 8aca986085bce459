import { normaliseName, scriptOf, type Script } from './normalise.js';
import { romaniseRussian } from './romanise-russian.js';
import { romaniseUkrainian } from './romanise-ukrainian.js';
import { soundKey, stemOf } from './sound-key.js';

/** One part of a name with everything that it is compared by. */
export interface WordForms {
  readonly text: string;
  readonly script: Script;
  /** As both languages romanise it; a Latin text as it stands. */
  readonly latin: readonly string[];
  readonly sound: string;
  readonly stem: string;
}

const plain = (text: string): string => text.replaceAll(/[ʼ -]/g, '');

export function formsOfWord(name: string): WordForms {
  const text = normaliseName(name);
  const script = scriptOf(text);
  const latin =
    script === 'latin'
      ? [plain(text)]
      : [...new Set([romaniseUkrainian(text), romaniseRussian(text)].map(plain))];
  const sound = soundKey(text);
  return { text, script, latin, sound, stem: stemOf(sound) };
}
