import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';

const passThrough = (bytes: Buffer): Buffer => bytes;

/** A method whose messages stay bytes: nothing is decoded that no handler asks for. */
function method(
  path: string,
  requestStream = false,
  responseStream = false,
): MethodDefinition<Buffer, Buffer> {
  return {
    path: `/event_store.client.${path}`,
    requestStream,
    responseStream,
    requestSerialize: passThrough,
    requestDeserialize: passThrough,
    responseSerialize: passThrough,
    responseDeserialize: passThrough,
  };
}

/** What streams.proto of EventStoreDB's protocol declares. */
export const streamsService = {
  read: method('streams.Streams/Read', false, true),
  append: method('streams.Streams/Append', true),
  batchAppend: method('streams.Streams/BatchAppend', true, true),
  delete: method('streams.Streams/Delete'),
  tombstone: method('streams.Streams/Tombstone'),
} satisfies ServiceDefinition;

/** What serverfeatures.proto declares. */
export const featuresService = {
  getSupportedMethods: method('server_features.ServerFeatures/GetSupportedMethods'),
} satisfies ServiceDefinition;

/** What gossip.proto declares. */
export const gossipService = { read: method('gossip.Gossip/Read') } satisfies ServiceDefinition;
