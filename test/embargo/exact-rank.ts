/** A row of whole-number coefficients, one for each unknown. */
export type Row = readonly bigint[];

/**
 * Whether the target can be computed from the rows: whether it is a sum of multiples of them. Exact: fractions are never formed, each
 * row is reduced by multiplying across (Bareiss would keep the numbers smaller; these are small).
 */
export function isDetermined(rows: readonly Row[], target: Row): boolean {
  const basis: Row[] = [];
  for (const row of rows) {
    const left = reduced(row, basis);
    if (left.some((each) => each !== 0n)) basis.push(left);
  }
  return reduced(target, basis).every((each) => each === 0n);
}

/** What is left of a row when its entries at the leading places of the basis were made zero. */
function reduced(row: Row, basis: readonly Row[]): Row {
  let left = row;
  for (const one of basis) {
    const lead = one.findIndex((each) => each !== 0n);
    const [a, b] = [one[lead] ?? 0n, left[lead] ?? 0n];
    if (b !== 0n) left = left.map((each, at) => each * a - (one[at] ?? 0n) * b);
  }
  return left;
}
