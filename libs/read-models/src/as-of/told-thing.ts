import type { Withheld } from '#libs/access/src/kinds.js';
import type { Questions } from '#libs/kernel/src/two-times/difference.js';
import type { Fact } from '#libs/kernel/src/two-times/question.js';
import type { When } from '#libs/kernel/src/two-times/when.js';
import { differs, knownAt, type Differs, type KnownEntry } from './differs.js';

/** A question with what is told of its answer. */
export interface FactTold {
  readonly question: string;
  readonly fact: Fact | Withheld;
}

/** What may be asked of one thing. Null: nothing was known of it in that view, or in neither. */
export interface ToldThing {
  factsAt(when: When): readonly FactTold[] | null;
  /** Throws a RangeError when only one view is of a day. */
  between(from: When, to: When): Differs | null;
}

/** `withheld`: what is said in the place of an answer, by its question. Whether such an answer changed is withheld too. */
export function toldThing<E extends { readonly type: string }>(
  questions: Questions<KnownEntry<E>>,
  entries: readonly KnownEntry<E>[],
  withheld: ReadonlyMap<string, Withheld> = new Map(),
): ToldThing {
  return {
    factsAt({ validAt, knownAt: instant }) {
      const known = knownAt(entries, instant);
      if (known.length === 0) return null;
      return [...questions(known)].map(([question, asked]) => ({
        question,
        fact: withheld.get(question) ?? asked.fact(validAt && (() => validAt)),
      }));
    },
    between(from, to) {
      const found = differs(questions, entries, from, to);
      if (found === null) return null;
      const changed = found.changed.filter(({ question }) => !withheld.has(question));
      const unsaid = [...withheld].map(([question, said]) => ({
        question,
        from: said,
        to: said,
        causes: [],
      }));
      return { ...found, changed: [...changed, ...unsaid] };
    },
  };
}
