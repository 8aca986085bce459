import { agreementEventDefinitions, type AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import type { ReadModel } from '#libs/projections/src/projection.js';
import { basisForAll } from '../basis-for-all.js';
import { eventAmong } from '../event-among.js';
import { AgreementEntryRow } from './agreement-entry.entity.js';
import { agreementIdOf } from './agreement-id-of.js';

const eventOf = eventAmong<AgreementEvent>(agreementEventDefinitions);

export const agreementEntryModel: ReadModel<AgreementEntryRow> = {
  entity: AgreementEntryRow,
  isAppendOnly: true,
  keys: (known) => [{ agreementId: agreementIdOf(known), revision: known.revision }],
  fold(_row, known) {
    const { revision, position, knownFrom } = known;
    const place = { agreementId: agreementIdOf(known), revision, position: String(position) };
    return { ...place, knownFrom, event: forAll(eventOf(known)) };
  },
};

function forAll(event: AgreementEvent): AgreementEvent {
  const basis = basisForAll(event.data.basis);
  switch (event.type) {
    case 'AgreementReached':
      return { type: event.type, data: { ...event.data, basis } };
    case 'FigureStated':
      return { type: event.type, data: { ...event.data, basis } };
  }
}
