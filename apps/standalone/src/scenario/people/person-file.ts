import { v5 } from 'uuid';
import type { ScenarioCommand, Told } from '../commands.js';

type Reference =
  | { readonly kind: 'document' | 'method' | 'laboratory'; readonly id: string }
  | { readonly kind: 'source'; readonly speaker: string };

/** Stands for the analysis of DNA by one method, and for a fictional laboratory. */
export const ONE_METHOD = { kind: 'method', id: '6d657468-0000-4000-8000-000000000001' } as const;
export const LABORATORY = { kind: 'laboratory', id: '6c616220-0000-4000-8000-000000000001' } as const;

export const source = (speaker: string): Reference => ({ kind: 'source', speaker });

/** The file of one fictional person, as the commands that write it, in order. */
export class PersonFile {
  /** What is known before the person is handed over, and what is recorded after the return. */
  readonly before: ScenarioCommand[] = [];
  readonly after: ScenarioCommand[] = [];
  #entries = 0;
  #isHandedOver = false;

  constructor(
    readonly ref: string,
    readonly openedFor: 'prisoner-of-war' | 'missing' | 'fallen',
    occurredAt: string,
  ) {
    this.#add({
      ref,
      as: 'caseworker',
      post: '/cases',
      body: { occurredAt, openedFor, basis: [this.document()] },
    });
  }

  /** Records a statement, and gives the revision under which it stands. */
  tell(door: string, told: Told, basis: readonly Reference[] = [this.document()], as = 'caseworker'): number {
    return this.#add({ as, post: `/cases/{${this.ref}}/${door}`, body: { ...told, basis } });
  }

  withdraw(revision: number, told: Told): number {
    return this.tell(`statements/${revision}/withdrawal`, told);
  }

  correct(revision: number, to: Told, told: Told): number {
    return this.tell(`statements/${revision}/correction`, {
      ...told,
      to: { ...to, basis: [this.document()] },
    });
  }

  /** The return that a confirmed handover brings, by itself. */
  handOver(): number {
    this.#isHandedOver = true;
    return this.#entries++;
  }

  /** A fictional document: the same one each time for the same place in the file. */
  document(): Reference {
    return { kind: 'document', id: v5(`istanbul-2025/${this.ref}/${this.#entries}`, v5.URL) };
  }

  #add(command: ScenarioCommand): number {
    if (!this.#isHandedOver) this.before.push(command);
    else this.after.push({ ...command, ...(this.after.length === 0 ? { when: 'returned' } : {}) });
    return this.#entries++;
  }
}
