import { describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { collect, events, uniqueStream, useServerUnderTest } from './server-under-test.js';
import {
  batch,
  clusterInfo,
  empty,
  outcomeOf,
  read,
  supportedMethods,
  text,
  trailersOf,
  tryAppend,
  tryDelete,
  useWire,
} from './wire-calls.js';

// What the messages themselves say, below the client. Each observation (EventStoreDB 24.10.4) stands in its case.
const server = useServerUnderTest();
useWire(server);

describe('A node tells', () => {
  it('its features: "streams/read with position, events; streams/batchappend with deadline_duration", in lower case', async () => {
    const methods = await supportedMethods();
    const featuresOf = (name: string) =>
      methods
        .getMethodsList()
        .find(
          (method) =>
            method.getServiceName() === 'event_store.client.streams.streams' &&
            method.getMethodName() === name,
        )
        ?.getFeaturesList();
    expect(featuresOf('read')?.sort()).toEqual(['events', 'position']);
    expect(featuresOf('batchappend')).toEqual(['deadline_duration']);
    for (const name of ['append', 'delete', 'tombstone']) expect(featuresOf(name)).toBeDefined();
    expect(methods.getEventStoreServerVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('by gossip one member, its leader: "state 8 (Leader), isAlive, httpEndPoint, structured UUID"', async () => {
    const members = (await clusterInfo()).getMembersList();
    expect(members).toHaveLength(1);
    const [member] = members;
    expect([member?.getState(), member?.getIsAlive()]).toEqual([8, true]);
    expect(member?.getHttpEndPoint()?.getPort()).toBeGreaterThan(0);
    expect(member?.getInstanceId()?.hasStructured()).toBe(true);
  });
});

describe('A read', () => {
  it('of a missing stream = one in-band StreamNotFound, status 0', async () => {
    const stream = uniqueStream('wire');
    const { responses, code } = await read(stream);
    expect(code).toBe(status.OK);
    expect(responses).toHaveLength(1);
    expect(text(responses[0]?.getStreamNotFound()?.getStreamIdentifier()?.getStreamName() ?? '')).toBe(
      stream,
    );
  });

  it('of a tombstoned stream = 9 stream-deleted', async () => {
    const stream = uniqueStream('wire');
    await server.client.tombstoneStream(stream);
    expect(await read(stream)).toMatchObject({ responses: [], code: status.FAILED_PRECONDITION });
  });

  it.each([false, true])(
    'gives ids as they were asked for (structured: %s), commit = prepare',
    async (structured) => {
      const stream = uniqueStream('wire');
      const given = events(1);
      await server.client.appendToStream(stream, given);
      const { responses } = await read(stream, structured);
      const recorded = responses
        .find((response) => response.hasEvent())
        ?.getEvent()
        ?.getEvent();
      expect(recorded?.getId()?.hasStructured()).toBe(structured);
      if (!structured) expect(recorded?.getId()?.getString()).toBe(given[0]?.id);
      expect(recorded?.getCommitPosition()).toBe(recorded?.getPreparePosition());
      expect(recorded?.getMetadataMap().get('content-type')).toBe('application/json');
      expect(recorded?.getMetadataMap().get('created')).toMatch(/^\d{17,18}$/);
    },
  );

  it('from a position inside a record: status 2 "Unexpected ReadAllResult: InvalidPosition"', async () => {
    const stream = uniqueStream('wire');
    const { position } = await server.client.appendToStream(stream, events(1));
    const inside = String((position?.commit ?? 0n) + 1n);
    const place = new streams.ReadReq.Options.Position().setCommitPosition(inside).setPreparePosition(inside);
    await server.client.appendToStream(stream, events(1));
    const options = new streams.ReadReq.Options()
      .setAll(new streams.ReadReq.Options.AllOptions().setPosition(place))
      .setCount('5')
      .setNoFilter(empty())
      .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(empty()));
    const { code, details } = await outcomeOf(new streams.ReadReq().setOptions(options));
    expect(code).toBe(status.UNKNOWN);
    expect(details).toContain('Unexpected ReadAllResult: InvalidPosition');
  });
});

describe('A refusal', () => {
  it('of a delete = 9 with "exception: wrong-expected-version, stream-name, expected-version, actual-version"', async () => {
    const stream = uniqueStream('wire');
    await server.client.appendToStream(stream, events(3));
    const error = await tryDelete(stream, (options) => options.setRevision('7'));
    expect(error.code).toBe(status.FAILED_PRECONDITION);
    expect(trailersOf(error)).toMatchObject({
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': '7',
      'actual-version': '2',
    });
  });

  it('of a delete of a missing stream at ANY says any = -2, none = -1', async () => {
    const error = await tryDelete(uniqueStream('wire'), (options) => options.setAny(empty()));
    expect(trailersOf(error)).toMatchObject({ 'expected-version': '-2', 'actual-version': '-1' });
  });

  it('of a unary append to a tombstoned stream = 9 with trailers "exception: stream-deleted, stream-name"', async () => {
    const stream = uniqueStream('wire');
    await server.client.tombstoneStream(stream);
    const error = await tryAppend(stream, '{}');
    expect(error.code).toBe(status.FAILED_PRECONDITION);
    expect(trailersOf(error)).toMatchObject({ exception: 'stream-deleted', 'stream-name': stream });
  });

  it('of a unary append that is too large = 3 with "maximum-append-size-exceeded, maximum-append-size"', async () => {
    const error = await tryAppend(uniqueStream('wire'), 'x'.repeat(1_100_000));
    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(trailersOf(error)).toMatchObject({
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': '1048576',
    });
  });
});

describe('A batch append', () => {
  it('is answered with its stream_identifier and the position of its last event', async () => {
    const stream = uniqueStream('wire');
    const { id, reply } = await batch(stream, 3);
    const answered = reply.getCorrelationId();
    expect(answered?.hasStructured() === true || answered?.getString() === id.getString()).toBe(true);
    expect(text(reply.getStreamIdentifier()?.getStreamName() ?? '')).toBe(stream);
    expect(reply.getSuccess()?.getCurrentRevision()).toBe('2');
    const last = (await collect(server.client.readStream(stream))).at(-1);
    expect(BigInt(reply.getSuccess()?.getPosition()?.getCommitPosition() ?? 0)).toBe(
      last?.event?.position?.commit,
    );
  });

  it.each([
    [
      'WrongExpectedVersion',
      6,
      async (stream: string) => void (await server.client.appendToStream(stream, events(1))),
      '{}',
    ],
    ['StreamDeleted', 5, async (stream: string) => void (await server.client.tombstoneStream(stream)), '{}'],
    ['MaximumAppendSizeExceeded', 3, () => Promise.resolve(), 'x'.repeat(1_100_000)],
  ])(
    'that is refused has "details of type type.googleapis.com/event_store.client.%s", code %d',
    async (type, code, prepare, data) => {
      const stream = uniqueStream('wire');
      await prepare(stream);
      const { reply } = await batch(stream, 1, data, true);
      const error = reply.getError();
      expect(error?.getCode()).toBe(code);
      expect(error?.getDetails()?.getTypeUrl()).toBe(`type.googleapis.com/event_store.client.${type}`);
    },
  );
});
