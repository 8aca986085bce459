import type { PersonRow } from '#libs/cases/src/person-row.js';
import type { Answer } from '#test/support/http-client.js';

type Told = Pick<Answer, 'text'>;

/** The last line of an answer. */
interface End {
  readonly people: number;
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly complete: boolean;
  readonly validAt: string | null;
  readonly knownAt: string;
  readonly problem?: { readonly type: string };
}

export const linesIn = ({ text }: Told): string[] => text.trim().split('\n');

export const rowsIn = (answer: Told): PersonRow[] =>
  linesIn(answer)
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PersonRow);

export const endOf = (answer: Told): End => JSON.parse(linesIn(answer).at(-1) ?? '') as End;
