import type { ReadModel } from '#libs/projections/src/projection.js';
import { receptionEventDefinitions, type ReceptionEvent } from '#libs/remains/src/reception-events.js';
import { basisForAll } from '../basis-for-all.js';
import { eventAmong } from '../event-among.js';
import { ReceptionEntryRow } from './reception-entry.entity.js';
import { receptionIdOf } from './reception-id-of.js';

const eventOf = eventAmong<ReceptionEvent>(receptionEventDefinitions);

export const receptionEntryModel: ReadModel<ReceptionEntryRow> = {
  entity: ReceptionEntryRow,
  isAppendOnly: true,
  keys: (known) => [{ receptionId: receptionIdOf(known), revision: known.revision }],
  fold(_row, known) {
    const { revision, position, knownFrom } = known;
    const place = { receptionId: receptionIdOf(known), revision, position: String(position) };
    return { ...place, knownFrom, event: forAll(eventOf(known)) };
  },
};

function forAll(event: ReceptionEvent): ReceptionEvent {
  const basis = basisForAll(event.data.basis);
  switch (event.type) {
    case 'ContainersReceived': {
      const counts = event.data.counts.map((count) => ({ ...count, basis: basisForAll(count.basis) }));
      return { type: event.type, data: { ...event.data, counts, basis } };
    }
    case 'ContainersCounted':
      return { type: event.type, data: { ...event.data, basis } };
  }
}
