/**
 * What an event says of a person. It is stored encrypted under that person's key; once the key is
 * destroyed the value reads as erased, for ever. Tampered data and an unreachable key are errors,
 * never `erased`.
 */
export type Personal<T> = { readonly kind: 'known'; readonly value: T } | { readonly kind: 'erased' };

export const erased = { kind: 'erased' } as const;

export function known<T>(value: T): Personal<T> {
  return { kind: 'known', value };
}
