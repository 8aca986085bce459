/** How a table writes a letter: in a word, and at the start of one where that is another. */
export interface Romanised {
  readonly within: string;
  readonly first?: string;
}

type Table = ReadonlyMap<string, Romanised>;

/** Reads `А a`, or `Є ie/ye` for a letter that is written otherwise at the start of a word. A letter alone is dropped. */
export function tableOf(rows: string): Table {
  return new Map(
    rows
      .trim()
      .split(/\s*·\s*/)
      .map((row) => {
        const [letter = '', written = ''] = row.split(' ');
        const [within = '', first] = written.split('/');
        return [letter.toLowerCase(), first === undefined ? { within } : { within, first }];
      }),
  );
}

const LETTER = /[\p{L}ʼ'’`]/u;

/** Letter by letter. What the table does not have stays as it is; capitals stay capitals. */
export function romanise(text: string, table: Table): string {
  const letters = [...text.normalize('NFC')];
  return letters
    .map((letter, index) => {
      const found = table.get(letter.toLowerCase());
      if (found === undefined) return letter;
      const starts = !LETTER.test(letters[index - 1] ?? ' ');
      const written = starts ? (found.first ?? found.within) : found.within;
      return letter === letter.toLowerCase() ? written : capital(written, letters, index);
    })
    .join('');
}

/** `Shch` in `Shcherbukhy`, `SHCH` in `SHCHERBUKHY`: as the letter beside it, past an apostrophe, is written. */
function capital(written: string, letters: readonly string[], index: number): string {
  const before = letters
    .slice(0, index)
    .join('')
    .replace(/[ʼ'’`]$/, '');
  const beside = [letters[index + 1] ?? '', [...before].at(-1) ?? ''].find((letter) => /\p{L}/u.test(letter));
  const isUpper = beside !== undefined && beside !== beside.toLowerCase();
  return isUpper ? written.toUpperCase() : written.slice(0, 1).toUpperCase() + written.slice(1);
}
