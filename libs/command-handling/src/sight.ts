import type { ExchangeId } from '#libs/kernel/src/ids.js';
import type { StreamKind } from '#libs/kernel/src/stream.js';
import { ShownRevisions } from '#libs/policies/src/shown-revisions.js';
import type { Since } from './command.js';
import type { LoadedStream } from './loaded-stream.js';

/** A stream as somebody may see it who may not know of some exchanges: as if what reveals them had never been recorded. */
export class Sight<State> {
  /** Folded from what may be seen, at the stored revisions. */
  readonly state: State;
  /** How what may be seen is counted for whoever sees no more. */
  readonly revisions: ShownRevisions;

  constructor(
    private readonly kind: StreamKind<State, never>,
    readonly stream: LoadedStream<State>,
    readonly hidden: ReadonlySet<ExchangeId>,
  ) {
    const visible = stream.history.filter(({ exchanges }) => !exchanges.some((each) => hidden.has(each)));
    this.state = hidden.size === 0 ? stream.state : this.stateWithout([]);
    this.revisions = new ShownRevisions(
      visible.map(({ revision }) => revision),
      stream.history.length,
    );
  }

  /** The place in the log of the last event that may be seen. */
  get position(): bigint {
    return this.stream.history.at(this.revisions.visible.at(-1) ?? -1)?.position ?? this.stream.position;
  }

  /** What happened after a revision, as it is counted here. */
  since(shown: number): Since[] {
    return this.revisions.visible.flatMap((stored, revision) => {
      const type = this.stream.history[stored]?.event.type;
      return revision > shown && type !== undefined ? [{ revision, type }] : [];
    });
  }

  /** The revision, as it is counted here, up to which the stream had come at a stored one. */
  upTo(stored: number): number {
    return this.revisions.visible.filter((revision) => revision <= stored).length - 1;
  }

  /** What would be seen if these exchanges were hidden as well. */
  stateWithout(more: readonly ExchangeId[]): State {
    const left = ({ exchanges }: { readonly exchanges: readonly ExchangeId[] }) =>
      !exchanges.some((each) => this.hidden.has(each) || more.includes(each));
    return this.stream.history
      .filter(left)
      .reduce(
        (state, { event, revision }) => this.kind.fold(state, event as never, revision),
        this.kind.empty,
      );
  }
}
