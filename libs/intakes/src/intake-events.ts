import { intakeClosed, type IntakeClosed } from './events/intake-closed.event.js';
import { intakeLinesTaken, type IntakeLinesTaken } from './events/intake-lines-taken.event.js';
import { intakeOpened, type IntakeOpened } from './events/intake-opened.event.js';

/** Everything that an intake's stream can hold. */
export type IntakeEvent = IntakeOpened | IntakeLinesTaken | IntakeClosed;

export const intakeEventDefinitions = [intakeOpened, intakeLinesTaken, intakeClosed] as const;
