import { lackingOne } from './edit-distance.js';

const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'АВСЕНІКМОРТХУ'].map((letter, index) => [letter, [...'ABCEHIKMOPTXY'][index] ?? '']),
);

/** A service number as it is compared: capital letters and digits, of letters that look the same the Latin one. */
export function serviceNumberKey(text: string): string {
  return [...text.normalize('NFC').toUpperCase()]
    .map((letter) => LATIN[letter] ?? letter)
    .join('')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The keys of a service number: it is found under one of them though one sign differs. */
export function serviceNumberKeys(text: string): string[] {
  const key = serviceNumberKey(text);
  const near = key.length < 4 ? [key] : lackingOne(key);
  return near.filter((each) => each !== '').map((each) => `n:${each}`);
}
