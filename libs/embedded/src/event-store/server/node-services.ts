import { randomUUID } from 'node:crypto';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';

const STREAMS = 'event_store.client.streams.streams';

/** The version that the protocol follows. */
const SERVER_VERSION = '24.10.4';

/** What this node can do, for `ServerFeatures/GetSupportedMethods`. */
export function supportedMethods(): InstanceType<typeof features.SupportedMethods> {
  const method = (name: string, supports: string[] = []) =>
    new features.SupportedMethod().setServiceName(STREAMS).setMethodName(name).setFeaturesList(supports);
  return new features.SupportedMethods()
    .setEventStoreServerVersion(SERVER_VERSION)
    .setMethodsList([
      method('read', ['position', 'events']),
      method('append'),
      method('batchappend', ['deadline_duration']),
      method('delete'),
      method('tombstone'),
    ]);
}

/** A cluster of one: this node, its leader. */
export function singleNodeGossip(
  host: string,
  port: () => number,
): () => InstanceType<typeof gossip.ClusterInfo> {
  const instanceId = randomUUID().replaceAll('-', '');
  const half = (from: number) =>
    BigInt.asIntN(64, BigInt(`0x${instanceId.slice(from, from + 16)}`)).toString();
  const structured = new shared.UUID.Structured()
    .setMostSignificantBits(half(0))
    .setLeastSignificantBits(half(16));
  return () =>
    new gossip.ClusterInfo().setMembersList([
      new gossip.MemberInfo()
        .setInstanceId(new shared.UUID().setStructured(structured))
        .setTimeStamp(`${Date.now()}0000`)
        .setState(gossip.MemberInfo.VNodeState.LEADER)
        .setIsAlive(true)
        .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port())),
    ]);
}
