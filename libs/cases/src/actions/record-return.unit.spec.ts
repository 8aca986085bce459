import { describe, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { given, itRefuses } from '#libs/kernel/src/testing/given.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import {
  capture,
  confirmation,
  escape,
  homecoming,
  opened,
  repatriation,
  withdrawal,
} from '../testing/sayings.js';
import { recordReturn } from './record-return.js';

describe('recordReturn', () => {
  it('records that a prisoner came back', () => {
    given(cases, opened(), capture()).when(recordReturn, homecoming().data).then(homecoming());
  });

  it('records the return of someone of whom only a confirmation is known', () => {
    given(cases, opened(), confirmation()).when(recordReturn, homecoming().data).then(homecoming());
  });

  it('records the return of somebody who escaped, and only one', () => {
    given(cases, opened(), capture(), escape()).when(recordReturn, homecoming().data).then(homecoming());
    given(cases, opened(), capture(), escape(), homecoming())
      .when(recordReturn, homecoming({ occurredAt: edtf('2025-06-19') }).data)
      .refused('already-returned');
  });

  it('is never blocked by remains that were held to be this person', () => {
    given(cases, opened(), capture(), repatriation({ occurredAt: edtf('2023-05') }))
      .when(recordReturn, homecoming().data)
      .then(homecoming());
  });

  it('records a return again once the one that stood was withdrawn', () => {
    const later = homecoming({ occurredAt: edtf('2025-06-19') });
    given(cases, opened(), capture(), homecoming(), withdrawal(2)).when(recordReturn, later.data).then(later);
  });

  itRefuses(recordReturn, caseRefusals, {
    'no-such-case': () => given(cases).when(recordReturn, homecoming().data),
    'empty-basis': () => given(cases, opened(), capture()).when(recordReturn, homecoming({ basis: [] }).data),
    'in-the-future': () =>
      given(cases, opened(), capture()).when(
        recordReturn,
        homecoming({ occurredAt: edtf('2025-07-04') }).data,
      ),
    'already-returned': () =>
      given(cases, opened(), capture(), homecoming()).when(
        recordReturn,
        homecoming({ occurredAt: edtf('2025-06-19') }).data,
      ),
    'dates-contradict': () =>
      given(cases, opened(), capture()).when(
        recordReturn,
        homecoming({ occurredAt: edtf('2022-05-19') }).data,
      ),
  });

  it('refuses a return before the captivity was confirmed', () => {
    given(cases, opened(), confirmation({ occurredAt: edtf('2022-08') }))
      .when(recordReturn, homecoming({ occurredAt: edtf('2022-07') }).data)
      .refused('dates-contradict');
  });
});
