import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { closing, message, opened } from '../testing/sayings.js';
import { recordMessage } from './record-message.js';

describe('recordMessage', () => {
  it('records a message, also of somebody of whose captivity nothing is known', () => {
    given(cases, opened()).when(recordMessage, message().data).then(message());
  });

  itRefuses(recordMessage, caseRefusals, {
    'no-such-case': () => given(cases).when(recordMessage, message().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(recordMessage, message().data),
    'empty-basis': () => given(cases, opened()).when(recordMessage, message({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened()).when(recordMessage, message({ occurredAt: edtf('2025-07-01') }).data),
  });
});
