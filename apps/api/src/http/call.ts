import type { CaseState } from '#libs/cases/src/state.js';
import type { Expected, NotPermitted, Origin } from '#libs/command-handling/src/command.js';

/** Whom a command is for, at which revision, by whom and under which id: all that the request says beside its body. */
export interface Call {
  readonly id: string;
  readonly expected: Expected;
  readonly origin: Origin;
  /** By the state of the stream; which kind of state that is, the route's noun says. */
  readonly permits: (state: unknown) => NotPermitted | null;
  /** By the state of another case, on an entry of which the body rests something. */
  readonly mayCite: (state: CaseState) => boolean;
}
