import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { credentials, Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import featuresGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerUnderTest } from './server-under-test.js';

export const empty = () => new shared.Empty();
export const text = (value: Uint8Array | string) => Buffer.from(value as string, 'base64').toString('utf8');

let streamsClient: InstanceType<typeof streamsGrpc.StreamsClient>;
let featuresClient: InstanceType<typeof featuresGrpc.ServerFeaturesClient>;
let gossipClient: InstanceType<typeof gossipGrpc.GossipClient>;
const headers = new Metadata();

/** Opens calls of the generated clients to the server under test, with the credentials of its connection string. */
export function useWire(server: ServerUnderTest): void {
  beforeAll(() => connect(server.connectionString));
  afterAll(() => {
    for (const client of [streamsClient, featuresClient, gossipClient]) client.close();
  });
}

function connect(connectionString: string): void {
  const url = new URL(connectionString.replace(/^esdb(\+discover)?:/, 'http:'));
  const authority = url.searchParams.get('tlsCAFile');
  const channel =
    url.searchParams.get('tls') === 'false'
      ? credentials.createInsecure()
      : credentials.createSsl(authority === null ? null : readFileSync(authority));
  if (url.username !== '') {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  }
  streamsClient = new streamsGrpc.StreamsClient(url.host, channel);
  featuresClient = new featuresGrpc.ServerFeaturesClient(url.host, channel);
  gossipClient = new gossipGrpc.GossipClient(url.host, channel);
}

const identifier = (stream: string) =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));

export interface ReadOutcome {
  readonly responses: InstanceType<typeof streams.ReadResp>[];
  readonly code: status;
  readonly details: string;
}

export function read(stream: string, structured = false): Promise<ReadOutcome> {
  const uuids = new streams.ReadReq.Options.UUIDOption();
  const options = new streams.ReadReq.Options()
    .setStream(
      new streams.ReadReq.Options.StreamOptions().setStreamIdentifier(identifier(stream)).setStart(empty()),
    )
    .setCount('100')
    .setNoFilter(empty())
    .setUuidOption(structured ? uuids.setStructured(empty()) : uuids.setString(empty()));
  return outcomeOf(new streams.ReadReq().setOptions(options));
}

export function outcomeOf(request: InstanceType<typeof streams.ReadReq>): Promise<ReadOutcome> {
  const call = streamsClient.read(request, headers);
  const responses: InstanceType<typeof streams.ReadResp>[] = [];
  call.on('data', (response: InstanceType<typeof streams.ReadResp>) => responses.push(response));
  call.on('error', () => undefined);
  return new Promise((resolve) => {
    call.on('status', ({ code, details }) => resolve({ responses, code, details }));
  });
}

export function tryDelete(
  stream: string,
  at: (options: InstanceType<typeof streams.DeleteReq.Options>) => void,
): Promise<ServiceError> {
  const options = new streams.DeleteReq.Options().setStreamIdentifier(identifier(stream));
  at(options);
  return new Promise((resolve, reject) => {
    streamsClient.delete(new streams.DeleteReq().setOptions(options), headers, (error) => {
      if (error === null) reject(new Error('This should have failed.'));
      else resolve(error);
    });
  });
}

function proposed<T extends { getMetadataMap(): { set(key: string, value: string): unknown } }>(
  event: T,
  type: string,
): T {
  event.getMetadataMap().set('type', type);
  event.getMetadataMap().set('content-type', 'application/json');
  return event;
}

export function tryAppend(stream: string, data: string): Promise<ServiceError> {
  return new Promise((resolve, reject) => {
    const call = streamsClient.append(headers, (error) => {
      if (error === null) reject(new Error('This should have failed.'));
      else resolve(error);
    });
    call.on('error', () => undefined);
    const options = new streams.AppendReq.Options().setStreamIdentifier(identifier(stream)).setAny(empty());
    call.write(new streams.AppendReq().setOptions(options));
    const event = proposed(new streams.AppendReq.ProposedMessage(), 'Wire')
      .setId(new shared.UUID().setString(randomUUID()))
      .setData(Buffer.from(data).toString('base64'));
    call.write(new streams.AppendReq().setProposedMessage(event));
    call.end();
  });
}

/** Sends one append over BatchAppend and gives its one reply. */
export async function batch(stream: string, count: number, data = '{}', noStream = false) {
  const call = streamsClient.batchAppend(headers);
  call.on('error', () => undefined);
  const id = new shared.UUID().setString(randomUUID());
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(identifier(stream));
  if (noStream) options.setNoStream(empty());
  else options.setAny(empty());
  const list = Array.from({ length: count }, () =>
    proposed(new streams.BatchAppendReq.ProposedMessage(), 'Wire')
      .setId(new shared.UUID().setString(randomUUID()))
      .setData(Buffer.from(data).toString('base64')),
  );
  const request = new streams.BatchAppendReq()
    .setCorrelationId(id)
    .setOptions(options)
    .setProposedMessagesList(list)
    .setIsFinal(true);
  const reply = await new Promise<InstanceType<typeof streams.BatchAppendResp>>((resolve) => {
    call.on('data', resolve);
    call.write(request);
  });
  call.cancel();
  return { id, reply };
}

export const trailersOf = ({ metadata }: ServiceError) => metadata.getMap();

export function supportedMethods(): Promise<InstanceType<typeof features.SupportedMethods>> {
  return new Promise((resolve, reject) => {
    featuresClient.getSupportedMethods(empty(), headers, (error, found) =>
      error === null ? resolve(found) : reject(error),
    );
  });
}

export function clusterInfo(): Promise<InstanceType<typeof gossip.ClusterInfo>> {
  return new Promise((resolve, reject) => {
    gossipClient.read(empty(), headers, (error, found) => (error === null ? resolve(found) : reject(error)));
  });
}
