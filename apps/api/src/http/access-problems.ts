import type { NotPermitted } from '#libs/command-handling/src/command.js';
import { Problem } from './problem.js';

/** The problems of who may do what, and how much of it. */
export const noToken = () =>
  new Problem(401, 'no-token', 'This door needs a token.', 'Send Authorization: Bearer, with a token.', {
    headers: { 'www-authenticate': 'Bearer' },
  });

export const tokenRefused = (fault: 'expired' | 'not-valid') =>
  new Problem(
    401,
    fault === 'expired' ? 'token-expired' : 'token-not-valid',
    fault === 'expired' ? 'The token has expired.' : 'The token is not valid here.',
    'Have a new token issued.',
    { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
  );

export const roleMayNot = () =>
  new Problem(403, 'role-may-not', 'This role may not do this.', 'Ask someone whose role it is.');

/** For a role that reads cases which nobody assigned to it. */
export const noReason = () =>
  new Problem(
    400,
    'no-reason',
    'Somebody who reads cases without being assigned to them says why.',
    'Send Homeward-Reason with a few words; they are stored in the access log.',
    {
      errors: [
        {
          header: 'Homeward-Reason',
          rule: 'An auditor says why a case is read.',
          remedy: 'Write a few words.',
        },
      ],
    },
  );

const after = (seconds: number) => ({ headers: { 'retry-after': String(Math.max(1, seconds)) } });

export const tooManyRequests = (seconds: number) =>
  new Problem(
    429,
    'too-many-requests',
    'More was asked for than may be within a minute.',
    'Wait as long as Retry-After says, then ask for less at a time.',
    after(seconds),
  );

export const tooManyPostings = () =>
  new Problem(
    429,
    'too-many-postings',
    'You are posting as many lists of lines here as one person may at the same time.',
    'Wait until one of them has ended, and send these lines again: none of them was taken.',
    after(5),
  );

export const readingEverybody = () =>
  new Problem(
    429,
    'reading-everybody',
    'You are being told of everybody here already: one person is told once at the same time.',
    'Read that answer to its end, or close its connection.',
    after(5),
  );

/** So many different cases are read by nobody who works on them. */
export const readsSpent = (seconds: number) =>
  new Problem(
    429,
    'reads-spent',
    'You were shown as many different cases as one person may be within an hour.',
    'Wait as long as Retry-After says; if your work needs more, ask the operators.',
    after(seconds),
  );

const NOT_PERMITTED = {
  'not-assigned': ['This case is not assigned to you.', 'Ask a supervisor to assign it.'],
  'need-to-know': [
    'This exchange is under an embargo, and you are not on its need-to-know list.',
    'Ask one of those who are on the list.',
  ],
  'opened-by-another': [
    'This intake was opened by somebody else.',
    'Open an intake of your own for your list.',
  ],
} as const satisfies Record<NotPermitted, readonly [string, string]>;

/** The role may; this person may not, here. */
export function notPermitted(word: NotPermitted): Problem {
  const [title, remedy] = NOT_PERMITTED[word];
  return new Problem(403, word, title, remedy);
}
