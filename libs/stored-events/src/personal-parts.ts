import type { Whose } from '#libs/kernel/src/stored/fields.js';
import { Fault } from './errors.js';

/** What an event says of one subject: the path of each personal field, and its value. */
export type Said = Record<string, unknown>;

/** The personal parts of one event, by subject. */
export class PersonalParts {
  readonly #bySubject = new Map<string, Said>();

  put(subject: string, path: string, value: unknown): void {
    const said = this.#bySubject.get(subject) ?? {};
    said[path] = value;
    this.#bySubject.set(subject, said);
  }

  get isEmpty(): boolean {
    return this.#bySubject.size === 0;
  }

  get subjects(): Iterable<[string, Said]> {
    return this.#bySubject;
  }
}

/** The opened personal parts of a stored event; each is taken out once, and nothing may be left over. */
export class OpenedParts {
  readonly #bySubject: ReadonlyMap<string, Said | 'erased'>;
  readonly #untaken = new Set<string>();

  constructor(bySubject: ReadonlyMap<string, Said | 'erased'>) {
    this.#bySubject = bySubject;
    for (const [subject, said] of bySubject) {
      const paths = said === 'erased' ? [''] : Object.keys(said);
      for (const path of paths) this.#untaken.add(slot(subject, path));
    }
  }

  take(subject: string, path: string): { readonly value: unknown } | 'erased' {
    const said = this.#bySubject.get(subject);
    if (said === 'erased') {
      this.#untaken.delete(slot(subject, ''));
      return 'erased';
    }
    if (!this.#untaken.delete(slot(subject, path)))
      throw new Fault(path, 'is missing from the personal data');
    return { value: said?.[path] };
  }

  mustBeEmpty(): void {
    if (this.#untaken.size > 0) throw new Fault('personal', 'holds more than the shape has');
  }
}

const slot = (subject: string, path: string): string => JSON.stringify([subject, path]);

/** The subject that a personal field speaks of; `person` is the stream's own. */
export function subjectOf(whose: Whose, data: Readonly<Record<string, unknown>>, person: string): string {
  if (whose === 'person') return person;
  const subject = data[whose.subjectIn];
  if (typeof subject !== 'string') throw new Fault(whose.subjectIn, 'must name the subject of personal data');
  return subject;
}
