import { Metadata } from '@grpc/grpc-js';
import { describe, expect, it } from '@jest/globals';
import { EventStoreError, EventStoreUnavailable } from '../event-store.js';
import { NotAPosition, refusesTheCall, storeError } from './store-errors.js';

function failure(code: number, details: string, trailers: Record<string, string> = {}): Error {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(`${code} ${details}`), { code, details, metadata });
}

const said = (error: Error): EventStoreError => storeError(error, 'store:2113');

describe('A failure of the store', () => {
  it.each([
    ['a wrong right', failure(7, 'Access Denied', { exception: 'access-denied' })],
    ['a wrong right without a trailer', failure(7, 'Access Denied')],
    ['a wrong password', failure(16, 'Unauthenticated')],
  ])('is %s that no repeat mends', (_name, error) => {
    expect(said(error)).not.toBeInstanceOf(EventStoreUnavailable);
    expect(said(error).message).toMatch(/store:2113 refused access.*EVENTSTORE_URL.*\$admins/);
    expect(refusesTheCall(error)).toBe(true);
  });

  it.each([
    ['no connection', failure(14, 'No connection established')],
    ['a deadline', failure(4, 'Deadline exceeded')],
    ['a reset', failure(13, 'Received RST_STREAM with code 2')],
    ['a call that the server ended', failure(1, 'Cancelled')],
    ['no cluster member', new Error('Failed to discover after 10 attempts.')],
  ])('is %s, after which the same call may succeed', (_name, error) => {
    expect(said(error)).toBeInstanceOf(EventStoreUnavailable);
    expect(said(error).message).toMatch(/store:2113 does not answer/);
    expect(refusesTheCall(error)).toBe(false);
  });

  it('names a deleted stream, a position of another log, and a server that is too old', () => {
    const deleted = failure(9, 'gone', { exception: 'stream-deleted', 'stream-name': 'case-1' });
    expect(said(deleted).message).toMatch(/stream case-1 was deleted/);
    expect(said(failure(2, 'Unexpected ReadAllResult: InvalidPosition'))).toBeInstanceOf(NotAPosition);
    expect(said(failure(12, 'Unimplemented')).message).toMatch(/23\.10 or later/);
  });
});
