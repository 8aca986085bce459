import type { ReadModel } from '#libs/projections/src/projection.js';
import { receptionEventDefinitions, type ReceptionEvent } from '#libs/remains/src/reception-events.js';
import { basisForAll } from '../basis-for-all.js';
import { eventAmong } from '../event-among.js';
import { ReceptionFiguresRow, type StatedCount } from './reception-figures.entity.js';
import { receptionIdOf } from './reception-id-of.js';

const eventOf = eventAmong<ReceptionEvent>(receptionEventDefinitions);

export const receptionFiguresModel: ReadModel<ReceptionFiguresRow> = {
  entity: ReceptionFiguresRow,
  keys: (known) => [{ receptionId: receptionIdOf(known) }],
  fold(row, known) {
    const { revision } = known;
    const place = { receptionId: receptionIdOf(known), revision, position: String(known.position) };
    const before = row ?? { receivedAt: null, direction: null, agreement: null, counts: [] };
    const event = eventOf(known);
    const counts = [...before.counts, ...stated(event, revision)];
    if (event.type === 'ContainersCounted') return { ...before, ...place, counts };
    const { occurredAt, direction, agreement } = event.data;
    return { ...place, receivedAt: occurredAt, direction, agreement, counts };
  },
};

function stated(event: ReceptionEvent, revision: number): StatedCount[] {
  const statedAt = event.data.occurredAt;
  switch (event.type) {
    case 'ContainersReceived':
      return event.data.counts.map((each) => ({
        ...each,
        basis: basisForAll(each.basis),
        statedAt,
        revision,
      }));
    case 'ContainersCounted': {
      const { speaker, count, bound, basis } = event.data;
      return [{ speaker, count, bound, basis: basisForAll(basis), statedAt, revision }];
    }
  }
}
