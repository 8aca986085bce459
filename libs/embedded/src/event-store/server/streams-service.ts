import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ServiceDefinition } from '@grpc/grpc-js';

const passThrough = (bytes: Buffer): Buffer => bytes;
const { StreamsService } = streamsGrpc;

/** The streams service with bytes instead of message objects wherever every event or append passes. */
export const streamsService = {
  read: { ...StreamsService.read, responseSerialize: passThrough },
  append: { ...StreamsService.append, requestDeserialize: passThrough, responseSerialize: passThrough },
  batchAppend: {
    ...StreamsService.batchAppend,
    requestDeserialize: passThrough,
    responseSerialize: passThrough,
  },
  delete: { ...StreamsService.delete, requestDeserialize: passThrough, responseSerialize: passThrough },
  tombstone: { ...StreamsService.tombstone, requestDeserialize: passThrough, responseSerialize: passThrough },
} satisfies ServiceDefinition;
