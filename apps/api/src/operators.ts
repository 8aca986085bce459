import { AskRebuildDoor } from './operators/ask-rebuild.action.js';
import { AskRetryDoor } from './operators/ask-retry.action.js';
import { AskSkipDoor } from './operators/ask-skip.action.js';
import { AskToForgetOldDoor } from './operators/ask-to-forget-old.action.js';
import { ProjectorRequests } from './operators/projector-requests.js';
import { ReadOperatorRequestDoor } from './operators/read-operator-request.query.js';
import { ReadProjectionsDoor } from './operators/read-projections.query.js';

/** What keeps the projector running: how it stands, and what is asked of it. */
export const operatorDoors = [
  AskRebuildDoor,
  AskRetryDoor,
  AskSkipDoor,
  AskToForgetOldDoor,
  ReadOperatorRequestDoor,
  ReadProjectionsDoor,
];
export const operatorParts = [ProjectorRequests];
