/**
 * How the entries of a stream are counted for somebody who may see only some of them: by their place among those, as if there were
 * no others. Who may see all counts as the store does.
 */
export class ShownRevisions {
  readonly #shown: ReadonlyMap<number, number>;

  /** `visible`: the stored revisions of the entries that may be seen, in order. `length`: how many entries there are in all. */
  constructor(
    readonly visible: readonly number[],
    readonly length: number,
  ) {
    this.#shown = new Map(visible.map((revision, index) => [revision, index]));
  }

  /** The last revision that is told; null where nothing may be seen. */
  get last(): number | null {
    return this.visible.length === 0 ? null : this.visible.length - 1;
  }

  /** As what a stored revision is told; null for one that may not be seen. */
  shown(stored: number): number | null {
    return this.#shown.get(stored) ?? null;
  }

  /** What is stored at a revision that was told; for one that nobody was told, a revision that is not there either. */
  stored(shown: number): number {
    return this.visible[shown] ?? this.length + shown - this.visible.length;
  }
}
