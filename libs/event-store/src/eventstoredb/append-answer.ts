import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { AppendOutcome } from '../event-store.js';
import { EventStoreError } from '../event-store.js';
import { tooLarge } from './append-request.js';
import { accessDenied, streamDeleted } from './store-errors.js';

/** What the server's answer says of the append; throws what the caller must mend. Anything unclear is `unknown`. */
export function appendAnswer(answer: BatchAppendResp, stream: string, at: string): AppendOutcome {
  const success = answer.getSuccess();
  if (success !== undefined) {
    const position = success.getPosition();
    if (position === undefined || !success.hasCurrentRevision())
      return unclear('it names no revision or position');
    return {
      kind: 'appended',
      revision: Number(success.getCurrentRevision()),
      position: BigInt(position.getCommitPosition()),
    };
  }
  const details = answer.getError()?.getDetails();
  const name = details?.getTypeName().replace('event_store.client.', '') ?? 'nothing that is known';
  switch (name) {
    case 'WrongExpectedVersion':
      return { kind: 'conflict' };
    case 'StreamDeleted':
      throw streamDeleted(stream, undefined);
    case 'AccessDenied':
      throw accessDenied(at, undefined);
    case 'MaximumAppendSizeExceeded':
      throw tooLarge(
        shared.MaximumAppendSizeExceeded.deserializeBinary(
          details?.getValue_asU8() ?? new Uint8Array(),
        ).getMaxappendsize(),
      );
    case 'BadRequest':
      throw new EventStoreError(
        `The event store at ${at} does not accept the append to ${stream}: its form is wrong. Nothing was stored.`,
      );
    default:
      return unclear(`it says ${name}`);
  }
}

function unclear(why: string): AppendOutcome {
  return {
    kind: 'unknown',
    cause: new EventStoreError(`The answer to an append does not tell what became of it: ${why}.`),
  };
}
