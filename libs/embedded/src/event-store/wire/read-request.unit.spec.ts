import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { readReadRequest } from './read-request.js';

const { Options } = streams.ReadReq;
const empty = () => new shared.Empty();
const filterOptions = () => new Options.FilterOptions();
const bytesOf = (options: InstanceType<typeof Options>): Buffer =>
  Buffer.from(new streams.ReadReq().setOptions(options).serializeBinary());

const numbers = fc.nat();
const from = fc.oneof(fc.constant('start' as const), fc.constant('end' as const), numbers);

function options(): InstanceType<typeof Options> {
  return new Options().setUuidOption(new Options.UUIDOption().setString(empty())).setNoFilter(empty());
}

describe('A read request', () => {
  it('of a stream says what the client meant', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        from,
        fc.boolean(),
        fc.boolean(),
        numbers,
        (stream, place, backwards, resolveLinks, count) => {
          const identifier = new shared.StreamIdentifier().setStreamName(
            Buffer.from(stream).toString('base64'),
          );
          const source = new Options.StreamOptions().setStreamIdentifier(identifier);
          if (place === 'start') source.setStart(empty());
          else if (place === 'end') source.setEnd(empty());
          else source.setRevision(String(place));
          const asked = options()
            .setStream(source)
            .setReadDirection(backwards ? 1 : 0)
            .setResolveLinks(resolveLinks)
            .setCount(String(count));
          expect(readReadRequest(bytesOf(asked))).toEqual({
            stream: Buffer.from(stream).toString('utf8'),
            from: place,
            backwards,
            resolveLinks,
            count,
            filter: undefined,
            structuredIds: false,
          });
        },
      ),
    );
  });

  it('that follows $all with a filter says what the client meant', () => {
    fc.assert(
      fc.property(
        from,
        fc.boolean(),
        fc.string(),
        fc.array(fc.string()),
        numbers,
        numbers,
        (place, onStream, regex, prefixes, window, checkpointInterval) => {
          const source = new Options.AllOptions();
          if (place === 'start') source.setStart(empty());
          else if (place === 'end') source.setEnd(empty());
          else source.setPosition(new Options.Position().setCommitPosition(String(place)));
          const expression = new Options.FilterOptions.Expression().setRegex(regex).setPrefixList(prefixes);
          const filter = filterOptions().setMax(window).setCheckpointintervalmultiplier(checkpointInterval);
          if (onStream) filter.setStreamIdentifier(expression);
          else filter.setEventType(expression);
          const asked = options()
            .setAll(source)
            .setFilter(filter)
            .setSubscription(new Options.SubscriptionOptions())
            .setUuidOption(new Options.UUIDOption().setStructured(empty()));
          expect(readReadRequest(bytesOf(asked))).toMatchObject({
            stream: undefined,
            from: place,
            count: undefined,
            structuredIds: true,
            filter: {
              on: onStream ? 'stream' : 'type',
              regex: Buffer.from(regex).toString('utf8'),
              prefixes: prefixes.map((prefix) => Buffer.from(prefix).toString('utf8')),
              window: Math.max(1, window),
              checkpointInterval: Math.max(1, checkpointInterval),
            },
          });
        },
      ),
    );
  });

  it('takes the last of two that exclude each other', () => {
    const all = options().setAll(new Options.AllOptions().setEnd(empty())).setCount('5');
    const stream = options()
      .setStream(
        new Options.StreamOptions()
          .setStreamIdentifier(
            new shared.StreamIdentifier().setStreamName(Buffer.from('s').toString('base64')),
          )
          .setStart(empty()),
      )
      .setSubscription(new Options.SubscriptionOptions());
    const both = Buffer.concat([all.serializeBinary(), stream.serializeBinary()]);
    const message = Buffer.concat([Buffer.from([0x0a, both.length]), both]);
    expect(readReadRequest(message)).toMatchObject({ stream: 's', from: 'start', count: undefined });
  });

  it.each([
    ['without options', Buffer.alloc(0), 'needs options'],
    ['without a form of ids', bytesOf(new Options()), 'uuidOption'],
    ['without a source', bytesOf(options()), 'needs a stream or $all'],
    [
      'of a stream without a name',
      bytesOf(options().setStream(new Options.StreamOptions())),
      'StreamIdentifier',
    ],
    [
      'that follows backwards',
      bytesOf(options().setReadDirection(1).setSubscription(new Options.SubscriptionOptions())),
      'cannot go backwards',
    ],
  ])('%s is refused', (_what, message, reason) => {
    expect(() => readReadRequest(message)).toThrow(reason);
  });
});
