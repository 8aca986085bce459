import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isUuid } from '#libs/kernel/src/ids.js';

/** The caller's X-Request-Id if it is a UUID of ours (lower-case), else a new one: it is the correlation id of what is recorded. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && isUuid(sent) ? sent : randomUUID();
}
