import type { CaseState } from '#libs/cases/src/state.js';
import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { StreamKind } from '#libs/kernel/src/stream.js';
import type { Actor, IntakeLine } from '#libs/stored-events/src/metadata.js';

/**
 * Where the stream must stand: a number is the revision that the caller saw (If-Match); `latest` is wherever a stream that
 * exists stands, for reactions and intake lines only; `new` may begin it as well. The last two decide again on a conflict.
 */
export type Expected = 'new' | 'latest' | number;

/** Who asks, under which id, and because of what. */
export interface Origin {
  readonly commandId: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string;
  /** The line of an intake that asks, and what it is posted to: both are part of what is asked. */
  readonly line?: IntakeLine & { readonly post: string };
}

/** Why somebody may not change this stream, whatever the rule would say: the policy's word. */
export type NotPermitted = 'not-assigned' | 'need-to-know' | 'opened-by-another';

export interface Command<State, Event, Ask, Refusal extends string> {
  readonly kind: StreamKind<State, Event>;
  readonly id: string;
  readonly rule: (state: State, ask: Ask, today: CivilDay) => Decision<Event, Refusal>;
  readonly ask: Ask;
  readonly expected: Expected;
  readonly origin: Origin;
  /** Whether the caller may change the stream as it stands; asked before If-Match and the rule. Everybody may, without it. */
  readonly permits?: (state: State) => NotPermitted | null;
  /** Whether the caller may rest something on the entries of another case, as it stands; on those of all, without it. */
  readonly mayCite?: (state: CaseState) => boolean;
  /** The exchanges that it may know of although its actor is on the need-to-know list of none: a reaction, its cause. */
  readonly knows?: readonly ExchangeId[];
}

/** The events that a command appended, now or when it came before: the proof that it was carried out. */
export interface Trace {
  readonly digest: string;
  readonly types: readonly string[];
  readonly revision: number;
  readonly position: bigint;
}

/** All revisions in it are counted among the events that the caller may see. */
export type Outcome<Refusal extends string> =
  /** Carried out, now or before (`again`): the same answer either way. */
  | {
      readonly kind: 'done';
      readonly again?: true;
      readonly types: readonly string[];
      readonly revision: number;
      readonly position: bigint;
    }
  /** Said already: nothing was appended, and nothing proves that it was asked. */
  | { readonly kind: 'nothing-new'; readonly revision: number; readonly position: bigint }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'no-such-stream' }
  | { readonly kind: 'not-permitted'; readonly word: NotPermitted }
  /** A field names something that was never recorded, or is not there for the caller: `pointer` (RFC 6901) says which. */
  | { readonly kind: 'names-nothing'; readonly pointer: string }
  /** A field rests on what tells of an embargoed exchange, where not only those who need to know of it would see that. */
  | { readonly kind: 'names-embargoed'; readonly pointer: string }
  /** The stream has moved on from the revision that the caller saw. */
  | { readonly kind: 'stale'; readonly revision: number; readonly since: readonly Since[] }
  /** The same id came with another ask. */
  | { readonly kind: 'reused' }
  /** No answer within the time allowed: the same command may safely be sent again, and will be answered truly. */
  | { readonly kind: 'unknown' };

/** One event that the caller had not seen and may see. */
export interface Since {
  readonly revision: number;
  readonly type: string;
}
