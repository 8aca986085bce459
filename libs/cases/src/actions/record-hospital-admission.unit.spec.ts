import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import {
  admission,
  capture,
  closing,
  confirmation,
  escape,
  homecoming,
  opened,
  transfer,
} from '../testing/sayings.js';
import { recordHospitalAdmission } from './record-hospital-admission.js';

describe('recordHospitalAdmission', () => {
  it('records an admission of somebody held, also after a transfer', () => {
    given(cases, opened(), confirmation()).when(recordHospitalAdmission, admission().data).then(admission());
    given(cases, opened(), capture(), transfer())
      .when(recordHospitalAdmission, admission().data)
      .then(admission());
  });

  itRefuses(recordHospitalAdmission, caseRefusals, {
    'no-such-case': () => given(cases).when(recordHospitalAdmission, admission().data),
    'case-closed': () =>
      given(cases, opened(), closing({ reason: 'duplicate' })).when(
        recordHospitalAdmission,
        admission().data,
      ),
    'empty-basis': () =>
      given(cases, opened(), capture()).when(recordHospitalAdmission, admission({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened(), capture()).when(
        recordHospitalAdmission,
        admission({ occurredAt: edtf('2025-07-01') }).data,
      ),
    'not-in-captivity': () => given(cases, opened()).when(recordHospitalAdmission, admission().data),
    'already-returned': () =>
      given(cases, opened(), capture(), homecoming()).when(
        recordHospitalAdmission,
        admission({ occurredAt: edtf('2025-06-20') }).data,
      ),
    'has-escaped': () =>
      given(cases, opened(), capture(), escape({ occurredAt: edtf('2022-06') })).when(
        recordHospitalAdmission,
        admission().data,
      ),
    'dates-contradict': () =>
      given(cases, opened(), capture()).when(
        recordHospitalAdmission,
        admission({ occurredAt: edtf('2022-05-19') }).data,
      ),
  });
});
