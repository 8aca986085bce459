import type { Category } from '#libs/kernel/src/category.js';
import type { Edtf } from '#libs/kernel/src/edtf/edtf.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { AskedName } from '#libs/policies/src/names/names.js';
import type { CaseFacts } from '../case-file/case-file.entity.js';

/** Facts of a case, each as a list has it. */
export type AskedFacts = Partial<
  Pick<
    CaseFacts,
    | 'openedFor'
    | 'casework'
    | 'search'
    | 'captivity'
    | 'whereabouts'
    | 'fate'
    | 'remains'
    | 'sex'
    | 'rank'
    | 'rankGroup'
  >
> & {
  /** All of one listing: an agreement alone finds everybody who was ever listed under it. */
  readonly listing?: {
    readonly agreement?: AgreementId;
    readonly category?: Category;
    readonly listing?: CaseFacts['listings'][number]['listing'];
  };
};

/** What a search asks for: a file fits if it fits all that is not null. */
export interface SearchAsk {
  readonly name: AskedName | null;
  readonly serviceNumber: string | null;
  readonly born: Edtf | null;
  readonly facts: AskedFacts | null;
}

/** The facts as PostgreSQL compares them (`@>`). */
export function factsAsked({ listing, ...facts }: AskedFacts): object {
  return listing === undefined ? facts : { ...facts, listings: [listing] };
}

/** The days on which somebody may be born, as a range of PostgreSQL. */
export function bornAsked(born: Edtf): string {
  const { earliest, latest } = spanOf(born);
  return `[${earliest ?? ''},${latest ?? ''}]`;
}
