import type { FieldProblem } from './field-problem.js';

interface More {
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the answer. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/**
 * An answer other than success, as RFC 9457 has it. `word` is the stable part of its type; title and detail are
 * sentences of ours, never the caller's words.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly word: string,
    readonly title: string,
    readonly remedy: string,
    readonly more: More = {},
  ) {
    super(title);
  }

  body(requestId: string): Record<string, unknown> {
    const { errors, members } = this.more;
    return {
      type: `urn:homeward:problem:${this.word}`,
      title: this.title,
      status: this.status,
      detail: [this.title, this.remedy].join(' '),
      instance: `urn:uuid:${requestId}`,
      ...(errors === undefined ? {} : { errors }),
      ...members,
    };
  }
}
