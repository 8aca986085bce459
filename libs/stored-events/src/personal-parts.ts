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
  readonly #untaken: Map<string, Set<string>>;

  constructor(bySubject: ReadonlyMap<string, Said | 'erased'>) {
    this.#bySubject = bySubject;
    this.#untaken = new Map(
      [...bySubject].map(([subject, said]) => [
        subject,
        new Set(said === 'erased' ? [''] : Object.keys(said)),
      ]),
    );
  }

  take(subject: string, path: string): { readonly value: unknown } | 'erased' {
    const said = this.#bySubject.get(subject);
    const untaken = this.#untaken.get(subject);
    if (said === 'erased') {
      untaken?.clear();
      return 'erased';
    }
    if (untaken?.delete(path) !== true) throw new Fault(path, 'is missing from the personal data');
    return { value: said?.[path] };
  }

  mustBeEmpty(): void {
    for (const paths of this.#untaken.values())
      if (paths.size > 0) throw new Fault('personal', 'holds more than the shape has');
  }
}

/** The subject that a personal field speaks of; `person` is the stream's own. */
export function subjectOf(whose: Whose, data: Readonly<Record<string, unknown>>, person: string): string {
  if (whose === 'person') return person;
  const subject = data[whose.subjectIn];
  if (typeof subject !== 'string') throw new Fault(whose.subjectIn, 'must name the subject of personal data');
  return subject;
}
