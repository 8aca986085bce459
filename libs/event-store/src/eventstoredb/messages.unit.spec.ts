import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadCall } from './connection.js';
import { messages } from './messages.js';

const silent = (): Error => new Error('silent');

function openCall(): { call: ReadCall; cancelled: () => boolean; send: () => void } {
  let cancelled = false;
  const stream = new PassThrough({ objectMode: true });
  const cancel = (): void => {
    cancelled = true;
    stream.destroy();
  };
  const call = Object.assign(stream, { cancel, getPeer: () => '', getAuthContext: () => null });
  return {
    call: call as unknown as ReadCall,
    cancelled: () => cancelled,
    send: () => void stream.write(new streams.ReadResp()),
  };
}

describe('The messages of a call', () => {
  it('end with the error that silence calls for, and end the call', async () => {
    const { call, cancelled } = openCall();
    await expect(messages(call, 5, silent).next()).rejects.toThrow('silent');
    expect(cancelled()).toBe(true);
  });

  it('do not take a slow reader for a silent server', async () => {
    const { call, send } = openCall();
    const reading = messages(call, 5, silent);
    send();
    await reading.next();
    await pause(40);
    send();
    expect(await reading.next()).toMatchObject({ done: false });
    await reading.return(undefined);
  });

  it('ignore what was found out about a silence that is over', async () => {
    const { call, send } = openCall();
    const reading = messages(call, 5, () => {
      send();
      return pause(5).then(silent);
    });
    expect(await reading.next()).toMatchObject({ done: false });
    expect(await reading.next()).toMatchObject({ done: false });
    await reading.return(undefined);
  });

  it('end the call when the reader leaves or the signal aborts', async () => {
    const left = openCall();
    left.send();
    for await (const [message] of messages(left.call, 1_000, silent)) {
      expect(message?.hasEvent()).toBe(false);
      break;
    }
    expect(left.cancelled()).toBe(true);
    const aborted = openCall();
    await expect(messages(aborted.call, 1_000, silent, AbortSignal.abort()).next()).rejects.toThrow();
    expect(aborted.cancelled()).toBe(true);
  });
});
