/**
 * The next of these, or that the api is stopped, whichever is first. No promise lives longer than that: one that did would keep
 * everything that it ever raced with.
 */
export function nextOrStopped<T>(
  stopping: AbortSignal,
  all: AsyncIterator<T, unknown>,
): Promise<IteratorResult<T, unknown> | 'stopped'> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve('stopped');
    if (stopping.aborted) return stop();
    stopping.addEventListener('abort', stop);
    void all
      .next()
      .then(resolve, reject)
      .finally(() => stopping.removeEventListener('abort', stop));
  });
}
