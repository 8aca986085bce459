import type { Explanation } from '#libs/kernel/src/decision.js';
import type { FieldProblem } from './field-problem.js';
import { Problem } from './problem.js';

const SOON = { headers: { 'retry-after': '2' } };

/** The problems that the doors themselves answer; a refusal by a rule of the domain has its own word. */
export const invalidInput = (...errors: FieldProblem[]) =>
  new Problem(
    400,
    'invalid-input',
    'The request does not have the form that this door takes.',
    firstOf(errors),
    {
      errors,
    },
  );

const firstOf = ([first]: readonly FieldProblem[]): string => (first ? `${first.rule} ${first.remedy}` : '');

export const malformedJson = () =>
  new Problem(400, 'malformed-json', 'The body is not a JSON text.', 'Send one JSON object in UTF-8.');

export const malformedRequest = () =>
  new Problem(
    400,
    'malformed-request',
    'The request is not well-formed HTTP.',
    'Check its line, path and headers.',
  );

export const noSuchRoute = () =>
  new Problem(
    404,
    'no-such-route',
    'There is no such path here.',
    'The description at /docs lists every path.',
  );

export const noSuch = (noun: string) =>
  new Problem(
    404,
    `no-such-${noun}`,
    `There is no such ${noun}.`,
    'Check the id, and the time asked for if one is.',
  );

/** What operators name; `names`: all that there are. */
export const noSuchPart = (noun: 'projection' | 'reaction', names: readonly string[]) =>
  new Problem(404, `no-such-${noun}`, `There is no such ${noun}.`, `There are: ${names.join(', ')}.`);

/** An operator asked for what would do nothing, or not what was meant; `sentence` says why. */
export const requestRefused = (sentence: string) =>
  new Problem(409, 'request-refused', sentence, 'Nothing was recorded.');

export const wrongMethod = (allowed: readonly string[]) =>
  new Problem(
    405,
    'wrong-method',
    'This path does not take this method.',
    `It takes ${allowed.join(', ')}.`,
    {
      headers: { allow: allowed.join(', ') },
    },
  );

export const erasedSubject = () =>
  new Problem(
    410,
    'erased',
    "This person's data was erased.",
    'Nothing personal can be recorded here any more.',
  );

export const staleRevision = (revision: number, since: readonly unknown[]) =>
  new Problem(
    412,
    'stale-revision',
    'Others wrote here since the revision that If-Match names.',
    'Read what happened since, and send the change again with the new revision if it still holds.',
    { members: { revision: String(revision), since }, headers: { etag: `"${revision}"` } },
  );

export const bodyTooLarge = () =>
  new Problem(413, 'body-too-large', 'The body is larger than this door takes.', 'Send less at a time.');

export const wrongContentType = (right = 'application/json') =>
  new Problem(
    415,
    'wrong-content-type',
    'The body is not declared as what this door takes.',
    `Send content-type: ${right}.`,
  );

/** A field names something that was never recorded. */
export const namesNothing = (pointer: string) =>
  new Problem(
    409,
    'names-nothing',
    'A field names something that was never recorded here.',
    'Check the id, or record first what it names. Nothing was stored.',
    {
      errors: [
        { pointer, rule: 'What a statement names has been recorded.', remedy: 'Check the id in this field.' },
      ],
    },
  );

/** A field rests on what tells of an embargoed exchange, in a place that is shown to more than those who need to know of it. */
export const namesEmbargoed = (pointer: string) =>
  new Problem(
    409,
    'names-embargoed',
    'A field rests on what tells of an exchange that is under an embargo.',
    'Name another ground, or wait until the exchange is complete. Nothing was stored.',
    {
      errors: [
        {
          pointer,
          rule: 'What tells of an embargoed exchange stays in the cases that it concerns.',
          remedy: 'Take this reference out.',
        },
      ],
    },
  );

export const reusedKey = () =>
  new Problem(
    422,
    'reused-idempotency-key',
    'This Idempotency-Key came before with another body.',
    'Use a new key for each new command, and the same key only to send the same command again.',
  );

/** The same for a line of an intake. */
export const reusedRef = () =>
  new Problem(
    422,
    'reused-ref',
    'This ref came before with another line.',
    'Use a new ref for each new line, and the same ref only to send the same line again.',
  );

export const noIfMatch = () =>
  new Problem(
    428,
    'no-if-match',
    'A change names the revision that it was decided on.',
    'Send If-Match: "<revision>".',
    {
      errors: [
        {
          header: 'If-Match',
          rule: 'A change names the revision that it was decided on.',
          remedy: 'Send the ETag of the last read.',
        },
      ],
    },
  );

export const unexpected = () =>
  new Problem(
    500,
    'unexpected',
    'Something went wrong here.',
    'Report the instance of this answer to the operators.',
  );

export const damagedData = () =>
  new Problem(
    500,
    'stored-data-unreadable',
    'What is stored cannot be read.',
    'Report the instance to the operators.',
  );

/** During an upgrade: this api reads no further than its version does. */
export const newerData = () =>
  new Problem(
    503,
    'stored-data-newer',
    'A newer version of Homeward has written here, and this part of it is not upgraded yet.',
    'Send it again shortly; a command with the same Idempotency-Key is recorded once at most.',
    SOON,
  );

export const outcomeUnknown = () =>
  new Problem(
    503,
    'outcome-unknown',
    'The store did not say in time whether this was recorded.',
    'Send it again with the same Idempotency-Key, or the line with its ref: that is safe, it is recorded once at most.',
    SOON,
  );

export const beingFilled = () =>
  new Problem(
    503,
    'being-filled',
    'The tables for this answer are being filled for a newer version.',
    'Read again shortly.',
    SOON,
  );

export const notYetVisible = () =>
  new Problem(
    503,
    'not-yet-visible',
    'What was just written cannot be read yet.',
    'Read again shortly.',
    SOON,
  );

/** A posting of lines, or an answer in lines, that was not at its end. */
export const apiStopping = (
  remedy = 'Send the lines again shortly: those that were recorded are known already.',
) => new Problem(503, 'api-stopping', 'The api is being stopped.', remedy, SOON);

export const unavailable = (part: 'event store' | 'database' | 'key store' | 'access log') =>
  new Problem(
    503,
    `${part.replace(' ', '-')}-unavailable`,
    `The ${part} does not answer.`,
    'Send it again shortly; a command with its Idempotency-Key, or a line with its ref, is recorded once at most.',
    SOON,
  );

/** A rule of the domain refused: 404 when it misses what the path names, else 409. */
export function refusedBecause(word: string, { field, rule, remedy }: Explanation): Problem {
  const errors = field === null ? {} : { errors: [{ pointer: `/${field}`, rule, remedy }] };
  return new Problem(word.startsWith('no-such-') ? 404 : 409, word, rule, remedy, errors);
}
