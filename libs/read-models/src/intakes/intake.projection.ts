import { intakeEventDefinitions, type IntakeEvent } from '#libs/intakes/src/intake-events.js';
import { intakes } from '#libs/intakes/src/intake-state.js';
import { intakeId, type IntakeId } from '#libs/kernel/src/ids.js';
import type { Known, ReadModel } from '#libs/projections/src/projection.js';
import { eventAmong } from '../event-among.js';
import { IntakeRow } from './intake.entity.js';

const eventOf = eventAmong<IntakeEvent>(intakeEventDefinitions);
const isOfAnIntake = ({ stream }: Known): boolean => stream.startsWith(`${intakes.prefix}-`);

export const intakeModel: ReadModel<IntakeRow> = {
  entity: IntakeRow,
  keys: (known) => (isOfAnIntake(known) ? [{ intakeId: idOf(known) }] : []),
  fold(row, known) {
    const event = eventOf(known);
    const place = { intakeId: idOf(known), revision: known.revision, position: String(known.position) };
    if (event.type === 'IntakeOpened') {
      const { list, occurredAt, openedBy, basis } = event.data;
      return { ...place, list, occurredAt, openedBy, basis, closure: null, postings: [] };
    }
    if (row === undefined) throw new Error(`${known.stream} does not begin with its opening`);
    if (event.type === 'IntakeClosed') return { ...row, ...place, closure: event.data.closure };
    const posting = { ...event.data, recordedAt: known.recordedAt.toISOString() };
    return { ...row, ...place, postings: [...row.postings, posting] };
  },
};

function idOf({ stream }: Known): IntakeId {
  return intakeId(stream.slice(intakes.prefix.length + 1));
}
