import { describe, expect, it } from '@jest/globals';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { known } from '#libs/kernel/src/personal.js';
import { given } from '#libs/kernel/src/testing/given.js';
import { confirmCaptivity } from './actions/confirm-captivity.js';
import { negotiate } from './actions/negotiate.js';
import { recordCapture } from './actions/record-capture.js';
import { recordEscape } from './actions/record-escape.js';
import { recordHospitalAdmission } from './actions/record-hospital-admission.js';
import { recordReturn } from './actions/record-return.js';
import { recordTransfer } from './actions/record-transfer.js';
import { reportMissing } from './actions/report-missing.js';
import { captivityPhase } from './axes/captivity-phase.js';
import { cases } from './state.js';
import { fileOf, standing } from './testing/files.js';
import {
  admission,
  capture,
  confirmation,
  escape,
  finding,
  homecoming,
  identity,
  listing,
  missingReport,
  opened,
  repatriation,
  transfer,
  withdrawal,
} from './testing/sayings.js';

const home = [opened(), capture(), homecoming()];

describe('What a returnee tells after coming home', () => {
  it('is recorded of the captivity that ended', () => {
    given(cases, ...home)
      .when(recordTransfer, transfer().data)
      .then(transfer());
    given(cases, ...home)
      .when(recordHospitalAdmission, admission().data)
      .then(admission());
    given(cases, ...home)
      .when(recordEscape, escape().data)
      .then(escape());
    given(cases, ...home)
      .when(confirmCaptivity, confirmation().data)
      .then(confirmation());
  });

  it('leaves the person at home, and the search closed', () => {
    const file = fileOf(capture(), homecoming(), transfer(), admission());
    expect(file.captivity).toMatchObject({ value: { phase: 'released', episode: 1 }, because: 2 });
    expect([file.whereabouts.value.phase, file.search.value]).toEqual(['returned', 'closed']);
  });

  it('of an escape ends the captivity there, and not by the return', () => {
    const file = fileOf(capture(), homecoming(), escape());
    expect(file.captivity).toMatchObject({ value: { phase: 'escaped' }, because: 3 });
    expect(file.whereabouts.value.phase).toBe('returned');
    expect(captivityPhase(standing(capture(), homecoming(), escape()))).toBe('released');
  });

  it('may be as vague as memory is', () => {
    const oneWinter = transfer({ occurredAt: edtf('2024-12/2025-08') });
    given(cases, ...home)
      .when(recordTransfer, oneWinter.data)
      .then(oneWinter);
  });

  it('is refused where the dates contradict the captivity', () => {
    given(cases, ...home)
      .when(recordTransfer, transfer({ occurredAt: edtf('2022-04') }).data)
      .refused('dates-contradict');
    given(cases, ...home)
      .when(recordTransfer, transfer({ occurredAt: edtf('2025-06-20') }).data)
      .refused('already-returned');
    given(cases, ...home, transfer({ occurredAt: edtf('2024') }))
      .when(recordEscape, escape().data)
      .refused('dates-contradict');
  });

  it('is told apart by its date where there were two captivities', () => {
    const twice = [...home, capture({ occurredAt: edtf('2025-06-20') })];
    const second = transfer({ occurredAt: edtf('2025-06-24') });
    given(cases, ...twice)
      .when(recordTransfer, transfer().data)
      .then(transfer());
    given(cases, ...twice)
      .when(recordTransfer, second.data)
      .then(second);
    given(cases, ...twice)
      .when(recordTransfer, transfer({ occurredAt: edtf('2025-06-17') }).data)
      .refused('dates-contradict');
  });
});

describe('A return without a recorded capture', () => {
  const missing = [opened({ openedFor: 'missing' }), missingReport()];

  it('is recorded of somebody who was reported missing, or of whom nothing was known', () => {
    given(cases, ...missing)
      .when(recordReturn, homecoming().data)
      .then(homecoming());
    given(cases, opened()).when(recordReturn, homecoming().data).then(homecoming());
  });

  it('says itself that the person was held', () => {
    const file = fileOf(missingReport(), homecoming());
    expect(file.captivity.value).toEqual({ phase: 'released', episode: 1, capture: false });
    expect(file.search.value).toBe('closed');
  });

  it('takes the capture, and what happened in captivity, when they are told', () => {
    const vague = capture({ occurredAt: edtf('2022/2025') });
    given(cases, ...missing, homecoming())
      .when(recordTransfer, transfer().data)
      .then(transfer());
    for (const told of [capture(), vague]) {
      given(cases, ...missing, homecoming())
        .when(recordCapture, told.data)
        .then(told);
      const file = fileOf(missingReport(), homecoming(), told);
      expect(file.captivity.value).toEqual({ phase: 'released', episode: 1, capture: true });
      expect(file.search.value).toBe('closed');
    }
  });

  it('is followed by another captivity as any other', () => {
    const again = capture({ occurredAt: edtf('2025-06-20') });
    given(cases, ...missing, homecoming())
      .when(recordCapture, again.data)
      .then(again);
    expect(fileOf(homecoming(), again).captivity.value).toEqual({
      phase: 'alleged',
      episode: 2,
      capture: true,
    });
  });

  it('is what a return is left as when its capture is withdrawn, for the file as for the rules', () => {
    const history = [capture(), homecoming(), withdrawal(1)];
    expect(fileOf(...history).captivity.value).toEqual({ phase: 'released', episode: 1, capture: false });
    given(cases, opened(), ...history)
      .when(recordReturn, homecoming({ occurredAt: edtf('2025-06-19') }).data)
      .refused('already-returned');
    given(cases, opened(), ...history)
      .when(negotiate, listing().data)
      .refused('already-returned');
    given(cases, opened(), ...history)
      .when(recordCapture, capture().data)
      .then(capture());
  });
});

describe('What was recorded late', () => {
  it('opens no search that an identification ended after it happened', () => {
    expect(fileOf(repatriation(), capture()).search).toEqual({ value: 'closed', because: 1 });
    expect(fileOf(repatriation(), missingReport()).search.value).toBe('closed');
    expect(fileOf(capture(), homecoming(), missingReport()).search.value).toBe('closed');
    given(cases, opened(), repatriation()).when(reportMissing, missingReport().data).then(missingReport());
  });

  it('does not replace what was so later: health, rank and listing hold as of their dates', () => {
    const well = finding({ occurredAt: edtf('2023-01'), finding: known('stable') });
    expect(fileOf(finding(), well).health.value?.finding).toEqual(known('severely-wounded'));
    const recruit = identity({ occurredAt: edtf('2022-01'), rank: known('recruit') });
    expect(fileOf(identity(), recruit).rank.value).toEqual(known('soldier'));
    const agreed = listing({ occurredAt: edtf('2025-06-05'), listing: 'agreed' });
    expect(fileOf(capture(), agreed, listing()).listings[0]?.listing.value.phase).toBe('agreed');
  });
});
