/** One kind of stream: the prefix of its name, and the fold of its events. A fold reads one stream, ever. */
export interface StreamKind<State, Event> {
  readonly prefix: string;
  readonly empty: State;
  fold(state: State, event: Event, revision: number): State;
}

export function streamName(kind: { readonly prefix: string }, id: string): string {
  return `${kind.prefix}-${id}`;
}
