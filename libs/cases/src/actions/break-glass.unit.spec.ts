import { describe, it } from '@jest/globals';
import { glassId } from '#libs/kernel/src/ids.js';
import { instant } from '#libs/kernel/src/instant.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases, type CaseState } from '../state.js';
import { glassBreak, opened, review, supervisor } from '../testing/sayings.js';
import { breakGlass, USUAL_HOURS, type AskToBreakGlass } from './break-glass.js';

const NOW = instant(new Date('2025-06-30T09:00:00Z'));
const LATER = instant(new Date('2025-06-30T13:00:00Z'));
const another = glassId('1d2c3b4a-5e6f-4708-9a1b-2c3d4e5f6a7b');

const { glass, staff, reason } = glassBreak().data;
const ask = (changes: Partial<AskToBreakGlass> = {}): AskToBreakGlass => ({
  glass,
  staff,
  reason,
  hours: USUAL_HOURS,
  ...changes,
});
const at = (now: typeof NOW) => (state: CaseState, asked: AskToBreakGlass) => breakGlass(state, asked, now);

describe('breakGlass', () => {
  it('opens a case to one member of staff for some hours', () => {
    given(cases, opened()).when(at(NOW), ask()).then(glassBreak());
  });

  it('opens it again when the time is over, and not a moment before', () => {
    const again = glassBreak({ glass: another, until: instant(new Date('2025-06-30T14:00:00Z')) });
    given(cases, opened(), glassBreak())
      .when(at(LATER), ask({ glass: another, hours: 1 }))
      .then(again);
    given(cases, opened(), glassBreak())
      .when(at(instant(new Date('2025-06-30T12:59:59.999Z'))), ask({ glass: another, hours: 1 }))
      .refused('glass-already-broken');
  });

  it('opens it to another at the same time, and anew after a review ended it', () => {
    const other = { glass: another, staff: supervisor };
    given(cases, opened(), glassBreak()).when(at(NOW), ask(other)).then(glassBreak(other));
    given(cases, opened(), glassBreak(), review({ finding: 'not-justified' }))
      .when(at(NOW), ask({ glass: another }))
      .then(glassBreak({ glass: another }));
  });

  it('takes 24 hours, and no less than one', () => {
    given(cases, opened())
      .when(at(NOW), ask({ hours: 24 }))
      .then(glassBreak({ until: instant(new Date('2025-07-01T09:00:00Z')) }));
    given(cases, opened())
      .when(at(NOW), ask({ hours: 0 }))
      .refused('glass-too-long');
  });

  itRefuses(at(NOW), caseRefusals, {
    'no-such-case': () => given(cases).when(at(NOW), ask()),
    'glass-too-long': () => given(cases, opened()).when(at(NOW), ask({ hours: 25 })),
    'glass-already-broken': () => given(cases, opened(), glassBreak()).when(at(NOW), ask({ glass: another })),
  });
});
