/**
 * Hands out what has arrived in the meantime, up to `most` items at once, and never an empty batch. Reads ahead by
 * at most two batches, so that a slow reader holds the source back. A failed source throws after its last item.
 */
export async function* inBatches<T>(source: AsyncIterable<T>, most: number): AsyncGenerator<T[]> {
  const arrived: T[] = [];
  const state = { ended: false, failure: undefined as unknown, failed: false };
  let wake = (): void => undefined;
  let makeRoom = (): void => undefined;
  const read = async (): Promise<void> => {
    for await (const item of source) {
      arrived.push(item);
      wake();
      if (state.ended) return;
      if (arrived.length >= 2 * most) await new Promise<void>((resolve) => (makeRoom = resolve));
    }
  };
  const reading = read()
    .catch((error: unknown) => Object.assign(state, { failure: error, failed: true }))
    .finally(() => {
      state.ended = true;
      wake();
    });
  try {
    for (;;) {
      if (arrived.length > 0) {
        const batch = arrived.splice(0, most);
        makeRoom();
        yield batch;
      } else if (state.ended) {
        break;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
    await reading;
    if (state.failed) throw state.failure;
  } finally {
    state.ended = true;
    makeRoom();
  }
}
