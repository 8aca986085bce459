import type { HandoverConfirmed } from '#libs/agreements/src/events/handover-confirmed.event.js';
import { spanOf } from '#libs/kernel/src/edtf/span.js';
import type { Known, ReadModel } from '#libs/projections/src/projection.js';
import { exchangeIdOf } from './exchange-id-of.js';
import { ExchangeManifestRow } from './exchange-manifest.entity.js';

export const exchangeManifestModel: ReadModel<ExchangeManifestRow> = {
  entity: ExchangeManifestRow,
  keys: (known) =>
    handover(known)?.manifest.map((person) => ({ exchangeId: exchangeIdOf(known), caseId: person.case })) ??
    [],
  fold(_row, known, { caseId }) {
    const confirmed = handover(known);
    const person = confirmed?.manifest.find((each) => each.case === caseId);
    if (!confirmed || !person) throw new Error('a person stands on no manifest of this event');
    return {
      exchangeId: exchangeIdOf(known),
      caseId: person.case,
      revision: known.revision,
      position: String(known.position),
      handedOverOn: spanOf(confirmed.occurredAt).latest,
      agreement: person.agreement,
      category: person.category,
    };
  },
};

function handover({ event }: Known): HandoverConfirmed['data'] | null {
  return event.type === 'HandoverConfirmed' ? event.data : null;
}
