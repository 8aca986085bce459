import { normaliseName } from './normalise.js';

/** Cyrillic letters of both languages in one plain Latin spelling, which then sounds as other Latin spellings do. */
const CYRILLIC = new Map(
  Object.entries({
    ...{
      а: 'a',
      б: 'b',
      в: 'v',
      г: 'g',
      ґ: 'g',
      д: 'd',
      е: 'e',
      є: 'ie',
      ё: 'e',
      э: 'e',
      ж: 'zh',
      з: 'z',
      и: 'i',
    },
    ...{
      і: 'i',
      ї: 'i',
      й: 'i',
      ы: 'i',
      к: 'k',
      л: 'l',
      м: 'm',
      н: 'n',
      о: 'o',
      п: 'p',
      р: 'r',
      с: 's',
      т: 't',
    },
    ...{ у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ь: '', ъ: '', ю: 'iu', я: 'ia' },
  }),
);

/**
 * How spellings of several countries and times write the same sounds; the order counts. г, ґ and х become one, as do ж and з; ц, ч, ш and щ;
 * и, і, ї, й and ы.
 */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/c(?=[aoulnrt])/g, 'k'],
  [/[čćç]/g, 'ch'],
  [/[šś]/g, 'sh'],
  [/[žźż]/g, 'zh'],
  [/ł/g, 'l'],
  [/shch|schtsch|chtch|shtch|szcz|stsch|tsch|tch|sch|tsh|ch|sh|sz|cz|ts|tz/g, 'c'],
  [/zh/g, 'z'],
  [/[kg]h|h/g, 'g'],
  [/ph/g, 'f'],
  [/ou/g, 'u'],
  [/x/g, 'ks'],
  [/q/g, 'k'],
  [/w/g, 'v'],
  [/ff$/g, 'v'],
  [/[yj]/g, 'i'],
];

/**
 * A word as it sounds, roughly: the same for the Ukrainian, the Russian and the usual Latin spellings of most names (Гнатюк, Hnatiuk,
 * Gnatiuk). Different names may have one key; it finds candidates, and does not decide (inference).
 */
export function soundKey(word: string): string {
  return [...normaliseName(word)]
    .map((letter) => CYRILLIC.get(letter) ?? letter)
    .join('')
    .replaceAll(/[a-zčćçšśžźżł]+/g, inLatin)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll(/i+(?=[aeou])/g, '')
    .replaceAll(/(.)\1+/g, '$1');
}

const inLatin = (word: string): string =>
  LATIN.reduce((heard, [written, sound]) => heard.replaceAll(written, sound), word);

/** The key without the vowels at its end, in which feminine, masculine, Ukrainian and Russian endings differ. */
export function stemOf(key: string): string {
  const stem = key.replace(/[aeiou]+$/, '');
  return stem.length < 2 ? key : stem;
}

/** The key of a surname: Левицький, Левицька, Левицкий, Левицкая, Levytskyi and Lewicki have one. */
export const surnameKey = (word: string): string => stemOf(soundKey(word));
