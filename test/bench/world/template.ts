import type { Cells } from '#libs/projections/src/row-table.js';

/** A text in parts: as it stands, or the number of a blank. */
type Parts = readonly (string | number)[];

/** A row of texts with blanks, to be filled in again and again. */
export class Template {
  readonly #cells: readonly (Parts | null)[];

  /** `blanks`: the texts of `row` that are others in other rows; each must be one that stands nowhere else. */
  constructor(row: Cells, blanks: readonly string[]) {
    const anyBlank = new RegExp(
      `(${blanks.map((blank) => blank.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
    );
    this.#cells = row.map((cell) => {
      const parts = cell?.split(anyBlank).map((part) => {
        const blank = blanks.indexOf(part);
        return blank < 0 ? part : blank;
      });
      return parts ?? null;
    });
  }

  filled(texts: readonly string[]): Cells {
    return this.#cells.map(
      (parts) =>
        parts?.map((part) => (typeof part === 'number' ? (texts[part] ?? '') : part)).join('') ?? null,
    );
  }
}
