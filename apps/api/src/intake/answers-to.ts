import { Inbox } from './inbox.js';

type Came<L, A> =
  | { readonly kind: 'line'; readonly line: L }
  | { readonly kind: 'answer'; readonly answer: A }
  | { readonly kind: 'end' }
  | { readonly kind: 'broken'; readonly error: unknown };

/**
 * Takes lines one by one and hands out their answers as they come, in whatever order; of `atOnce` lines at most is an answer
 * due, so whoever does not take answers gets no more lines read. Ends, or throws what reading threw, only when every line
 * that was begun is answered; `left` is told of answers that nobody takes any more. `take` never throws.
 */
export async function* answersTo<L, A>(
  lines: AsyncIterator<L>,
  take: (line: L) => Promise<A>,
  atOnce: number,
  left: (answer: A) => void,
): AsyncGenerator<A, void, undefined> {
  const inbox = new Inbox<Came<L, A>>();
  let [due, isReading, isOver] = [0, false, false];
  let broken: { readonly error: unknown } | undefined;
  const read = (): void => {
    isReading = true;
    lines.next().then(
      ({ done, value }) => inbox.put(done ? { kind: 'end' } : { kind: 'line', line: value }),
      (error: unknown) => inbox.put({ kind: 'broken', error }),
    );
  };
  const begin = (line: L): void => {
    due += 1;
    void take(line).then((answer) => inbox.put({ kind: 'answer', answer }));
  };
  try {
    while (true) {
      if (!isReading && !isOver && due < atOnce) read();
      if (!isReading && due === 0) break;
      const came = await inbox.next();
      if (came.kind === 'answer') {
        due -= 1;
        yield came.answer;
        continue;
      }
      isReading = false;
      if (came.kind === 'line') begin(came.line);
      else isOver = true;
      if (came.kind === 'broken') broken = came;
    }
  } finally {
    while (due > 0) {
      const came = await inbox.next();
      if (came.kind !== 'answer') continue;
      due -= 1;
      left(came.answer);
    }
    // It may be waiting for bytes that never come: then it ends with its request.
    void lines.return?.().then(undefined, () => undefined);
  }
  if (broken !== undefined) throw broken.error;
}
