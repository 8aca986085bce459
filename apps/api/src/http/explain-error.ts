import { HttpException } from '@nestjs/common';
import { TokenRefused } from '#libs/access/src/token-verifier.js';
import { RequestRefused } from '#libs/projections/src/ask-projector.js';
import { EventStoreUnavailable } from '#libs/event-store/src/event-store.js';
import { NotFilledYet } from '#libs/read-models/src/as-of/not-filled-yet.js';
import {
  KeyUnavailable,
  MalformedEvent,
  NewerThanSoftware,
  SubjectErased,
  Tampered,
} from '#libs/stored-events/src/errors.js';
import { tokenRefused } from './access-problems.js';
import { Problem } from './problem.js';
import {
  beingFilled,
  bodyTooLarge,
  damagedData,
  erasedSubject,
  malformedJson,
  malformedRequest,
  newerData,
  noSuchRoute,
  requestRefused,
  unavailable,
  unexpected,
  wrongContentType,
} from './problems.js';

/** PostgreSQL's classes of errors (its manual, appendix A) and Node's own that mean: no database now. */
const NO_DATABASE = /^(08...|28...|53...|55000|57...|58...|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/;

/** The answer to whatever was thrown. None of the thrown words is told to the caller. */
export function explain(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return explainHttp(error);
  if (error instanceof TokenRefused) return tokenRefused(error.fault);
  if (error instanceof RequestRefused) return requestRefused(error.message);
  if (error instanceof EventStoreUnavailable) return unavailable('event store');
  if (error instanceof KeyUnavailable) return unavailable('key store');
  if (error instanceof SubjectErased) return erasedSubject();
  if (error instanceof NotFilledYet) return beingFilled();
  if (error instanceof NewerThanSoftware) return newerData();
  if (error instanceof Tampered || error instanceof MalformedEvent) return damagedData();
  const code = codeOf(error);
  if (code.startsWith('FST_')) return explainFastify(code);
  return NO_DATABASE.test(code) || isWithoutConnection(error) ? unavailable('database') : unexpected();
}

function explainHttp(error: HttpException): Problem {
  const code = codeOf(error.cause);
  if (code.startsWith('FST_')) return explainFastify(code);
  switch (error.getStatus()) {
    case 404:
      return noSuchRoute();
    case 413:
      return bodyTooLarge();
    case 415:
      return wrongContentType();
    case 400:
      return malformedJson();
    default:
      return unexpected();
  }
}

function explainFastify(code: string): Problem {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return bodyTooLarge();
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return wrongContentType();
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return malformedJson();
    case 'FST_ERR_MAX_PARAM_LENGTH':
    case 'FST_ERR_NOT_FOUND':
      return noSuchRoute();
    default:
      return malformedRequest();
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** pg tells of a connection that it did not get in time, or that broke, in words alone. */
const NO_CONNECTION =
  /^(timeout (exceeded|expired)|Connection (terminated|ended)|Client (was closed|has encountered a connection error))/i;

const isWithoutConnection = (error: unknown): boolean =>
  error instanceof Error && NO_CONNECTION.test(error.message);
