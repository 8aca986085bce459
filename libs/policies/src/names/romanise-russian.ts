import { romanise, tableOf } from './romanise.js';

const TABLE = tableOf(`
  А a · Б b · В v · Г g · Д d · Е e · Ё e · Ж zh · З z · И i · Й i · К k · Л l · М m · Н n · О o · П p · Р r ·
  С s · Т t · У u · Ф f · Х kh · Ц ts · Ч ch · Ш sh · Щ shch · Ъ ie · Ы y · Ь · Э e · Ю iu · Я ia`);

/** The romanisation of Russian in machine-readable documents (ICAO Doc 9303), letter by letter. The soft sign is not in its table and dropped. */
export function romaniseRussian(text: string): string {
  return romanise(text, TABLE);
}
