/**
 * How many letters must be inserted, left out, replaced or swapped with their neighbour to make one text of the other (optimal string
 * alignment); more than `most` counts as `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  const far = most + 1;
  if (Math.abs(a.length - b.length) > most) return far;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  let row: number[] = [];
  for (let i = 1; i <= a.length; i += 1) {
    // What lies further from the diagonal is more than `most` in any case.
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    let least = from === 1 ? i : far;
    row[from - 1] = least;
    row[to + 1] = far;
    for (let j = from; j <= to; j += 1) {
      const replaced = last[j - 1] ?? far;
      let cell = a[i - 1] === b[j - 1] ? replaced : replaced + 1;
      const lacking = (last[j] ?? far) + 1;
      if (lacking < cell) cell = lacking;
      const inserted = (row[j - 1] ?? far) + 1;
      if (inserted < cell) cell = inserted;
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        const swapped = (before[j - 2] ?? far) + 1;
        if (swapped < cell) cell = swapped;
      }
      row[j] = cell;
      if (cell < least) least = cell;
    }
    if (least > most) return far;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[b.length] ?? far, far);
}

/** The text, and every text that lacks one of its letters. Two texts that differ by one letter, or by two swapped, share one of these. */
export function lackingOne(text: string): string[] {
  const letters = [...text];
  return [...new Set([text, ...letters.map((_, index) => letters.toSpliced(index, 1).join(''))])];
}
