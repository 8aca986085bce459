import { exchanges } from '#libs/agreements/src/exchange-state.js';
import { cases } from '#libs/cases/src/state.js';
import type { Basis } from '#libs/kernel/src/basis.js';

const PREFIXES = [exchanges, cases].map(({ prefix }) => `${prefix}-`);

/** A basis as everybody may read it: whoever reads a public figure need not know of an event of an exchange, or of a person's file. */
export function basisForAll(basis: Basis): Basis {
  return basis.filter(
    (reference) =>
      reference.kind !== 'event' || !PREFIXES.some((prefix) => reference.stream.startsWith(prefix)),
  );
}
