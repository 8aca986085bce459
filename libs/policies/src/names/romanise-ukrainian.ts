import { romanise, tableOf } from './romanise.js';

export const UKRAINIAN = tableOf(`
  А a · Б b · В v · Г h · Ґ g · Д d · Е e · Є ie/ye · Ж zh · З z · И y · І i · Ї i/yi · Й i/y · К k · Л l · М m ·
  Н n · О o · П p · Р r · С s · Т t · У u · Ф f · Х kh · Ц ts · Ч ch · Ш sh · Щ shch · Ь · Ю iu/yu · Я ia/ya`);

const APOSTROPHE = /(?<=\p{L})['’ʼ`](?=\p{L})/gu;

/**
 * The official romanisation of Ukrainian: resolution 55 of the Cabinet of Ministers of 27 January 2010, as amended. `зг` is `zgh`. The
 * soft sign and the apostrophe are dropped, and what follows an apostrophe does not start a word; what follows a hyphen does (not stated
 * in the table: general knowledge). The table loses letters, so there is no one way back: see `cyrillicCandidates`.
 */
export function romaniseUkrainian(text: string): string {
  const marked = text
    .replace(/(?<=з)г/gu, 'gh')
    .replace(/(?<=З)г/gu, 'gh')
    .replace(/(?<=З)Г/gu, 'GH');
  return romanise(marked, UKRAINIAN).replace(APOSTROPHE, '');
}
