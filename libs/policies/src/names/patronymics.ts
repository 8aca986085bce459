import { fatherOf } from './given-names.js';
import { soundKey } from './sound-key.js';

/** `ович`, `йович`, `евич`, `ич`, `івна`, `ївна`, `овна`, `евна`, `ична`, `инична`, as they sound. */
const ENDING = /(?:[oei]v(?:ic|na?)|inicna|icna|ic)$/;

/** Fathers' names whose patronymics are not made by adding an ending (general knowledge, not checked). */
const IRREGULAR: Readonly<Record<string, string>> = {
  lv: 'lev',
  akovl: 'akov',
  ak: 'akov',
  akiv: 'akov',
  nikit: 'mikit',
};

/** What a patronymic is made of, as it sounds: `ivan` of Іванович, Иванович, Ivanovych and Іванівна. Null if it ends like none. */
function patronymicStem(word: string): string | null {
  const key = soundKey(word);
  const stem = key.replace(ENDING, '');
  if (stem === key || stem === '') return null;
  const father = stem.replace(/[aeiou]+$/, '') || stem;
  return IRREGULAR[father] ?? father;
}

/**
 * One text for all patronymics of one father's name, in any script and language, his daughter's too: Олексійович, Алексеевна. Null for what is
 * no patronymic.
 */
export function patronymicKey(word: string): string | null {
  const stem = patronymicStem(word);
  if (stem === null) return null;
  return fatherOf(stem)?.key ?? stem;
}
