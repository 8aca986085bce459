import type { Basis } from '../basis.js';
import type { Edtf } from '../edtf/edtf.js';
import type { Instant } from '../instant.js';
import type { Personal } from '../personal.js';

/**
 * The fields of a stored event, as values. There is no field for plain free text: whatever a person could
 * type is `personal`, or is `publicText` with the reason why it names nobody.
 */
export type FieldSpec =
  | { readonly kind: 'word'; readonly words: readonly string[] }
  | { readonly kind: 'id'; readonly names: Named | null }
  | { readonly kind: 'date' | 'instant' | 'count' | 'flag' | 'basis' | 'digest' | 'stream' }
  | { readonly kind: 'publicText'; readonly because: string }
  | { readonly kind: 'optional' | 'list'; readonly of: FieldSpec }
  | { readonly kind: 'record'; readonly fields: Shape }
  | { readonly kind: 'text' }
  | { readonly kind: 'statement' }
  | { readonly kind: 'personal'; readonly whose: Whose; readonly of: FieldSpec };

/** The kinds of streams that an id in an event can name: the prefixes of their names. */
export type Named = 'case' | 'agreement' | 'exchange' | 'reception';

/** Whose data a personal field is: of the person whose stream it is, or of the subject named in another field. */
export type Whose = 'person' | { readonly subjectIn: string };

export type Shape = Readonly<Record<string, FieldSpec>>;

declare const value: unique symbol;
export type Field<T> = FieldSpec & { readonly [value]: T };
type ValueOf<F> = F extends { readonly [value]: infer T } ? T : never;
export type DataOf<S> = { readonly [K in keyof S]: ValueOf<S[K]> };

const field = <T>(spec: FieldSpec): Field<T> => spec as Field<T>;

export const word = <const W extends readonly string[]>(words: W): Field<W[number]> =>
  field({ kind: 'word', words });
/** An id; `names` says of which kind of stream, which must then exist, unless what it names has no stream. */
export const id = <Id extends string>(names: Named | null = null): Field<Id> => field({ kind: 'id', names });
export const date = (): Field<Edtf> => field({ kind: 'date' });
/** A moment of this software's own, such as the end of a permission; what happened to a person has a date. */
export const instant = (): Field<Instant> => field({ kind: 'instant' });
export const count = (): Field<number> => field({ kind: 'count' });
export const flag = (): Field<boolean> => field({ kind: 'flag' });
export const basis = (): Field<Basis> => field({ kind: 'basis' });
/** A SHA-256, as 64 lower-case hexadecimal digits. */
export const digest = (): Field<string> => field({ kind: 'digest' });
/** The name of a stream of ours. */
export const stream = (): Field<string> => field({ kind: 'stream' });
/** Text that was published or names nobody; `because` says why, for the reviewer. */
export const publicText = (because: string): Field<string> => field({ kind: 'publicText', because });
export const optional = <T>(of: Field<T>): Field<T | null> => field({ kind: 'optional', of });
export const list = <T>(of: Field<T>): Field<readonly T[]> => field({ kind: 'list', of });
export const record = <S extends Readonly<Record<string, Field<unknown>>>>(fields: S): Field<DataOf<S>> =>
  field({ kind: 'record', fields });
/** Free text; it can be stored only inside `personal`. */
export const text = (): Field<string> => field({ kind: 'text' });
/** Another event of the same stream, stored in its own current shape. */
export const statement = <E>(): Field<E> => field({ kind: 'statement' });
export const personal = <T>(of: Field<T>, whose: Whose = 'person'): Field<Personal<T>> =>
  field({ kind: 'personal', whose, of });
