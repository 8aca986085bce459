import { agreements } from '#libs/agreements/src/agreement-state.js';
import { agreementId, type AgreementId } from '#libs/kernel/src/ids.js';
import type { Known } from '#libs/projections/src/projection.js';

export function agreementIdOf({ stream }: Pick<Known, 'stream'>): AgreementId {
  return agreementId(stream.slice(agreements.prefix.length + 1));
}
