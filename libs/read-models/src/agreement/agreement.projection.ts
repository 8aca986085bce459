import { agreementEventDefinitions, type AgreementEvent } from '#libs/agreements/src/agreement-events.js';
import type { AgreementId } from '#libs/kernel/src/ids.js';
import type { ReadModel } from '#libs/projections/src/projection.js';
import { basisForAll } from '../basis-for-all.js';
import { eventAmong } from '../event-among.js';
import { AgreementRow, type StatedFigure } from './agreement.entity.js';
import { agreementIdOf } from './agreement-id-of.js';

const eventOf = eventAmong<AgreementEvent>(agreementEventDefinitions);

export const agreementModel: ReadModel<AgreementRow> = {
  entity: AgreementRow,
  keys: (known) => [{ agreementId: agreementIdOf(known) }],
  fold(row, known) {
    const { revision, knownFrom } = known;
    const place = { ...(row ?? unheardOf(agreementIdOf(known))), revision, position: String(known.position) };
    const event = eventOf(known);
    switch (event.type) {
      case 'AgreementReached': {
        const { occurredAt: reachedAt, basis, ...terms } = event.data;
        return { ...place, ...terms, reachedAt, basis: basisForAll(basis) };
      }
      case 'FigureStated': {
        const { occurredAt: statedAt, ...said } = event.data;
        const stated: StatedFigure = {
          ...said,
          statedAt,
          basis: basisForAll(said.basis),
          revision,
          recordedAt: knownFrom.toISOString(),
        };
        return { ...place, figures: [...place.figures, stated] };
      }
    }
  },
};

function unheardOf(id: AgreementId): AgreementRow {
  return {
    agreementId: id,
    revision: -1,
    position: '-1',
    reachedAt: null,
    title: null,
    place: null,
    categories: [],
    remains: [],
    basis: [],
    figures: [],
  };
}
