import fc from 'fast-check';
import type { Decision } from '#libs/kernel/src/decision.js';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { edtf, type Edtf } from '#libs/kernel/src/edtf/edtf.js';
import { erased, known } from '#libs/kernel/src/personal.js';
import { CORRECTION_REASONS } from '#libs/kernel/src/statements/statement-corrected.event.js';
import { WITHDRAWAL_REASONS } from '#libs/kernel/src/statements/statement-withdrawn.event.js';
import { stateAfter, TODAY } from '#libs/kernel/src/testing/given.js';
import { assessHealth } from '../actions/assess-health.js';
import { closeCase } from '../actions/close-case.js';
import { reopenCase } from '../actions/reopen-case.js';
import { confirmCaptivity } from '../actions/confirm-captivity.js';
import { correctStatement } from '../actions/correct-statement.js';
import { negotiate } from '../actions/negotiate.js';
import { openCase } from '../actions/open-case.js';
import { recordCapture } from '../actions/record-capture.js';
import { recordEscape } from '../actions/record-escape.js';
import { recordHospitalAdmission } from '../actions/record-hospital-admission.js';
import { recordTransfer } from '../actions/record-transfer.js';
import { addFamilyContact } from '../actions/add-family-contact.js';
import { addNote } from '../actions/add-note.js';
import { recordMessage } from '../actions/record-message.js';
import { reportDeath } from '../actions/report-death.js';
import { recordIdentity } from '../actions/record-identity.js';
import { recordRemainsRepatriation } from '../actions/record-remains-repatriation.js';
import { recordReturn } from '../actions/record-return.js';
import { reportMissing } from '../actions/report-missing.js';
import { withdrawStatement } from '../actions/withdraw-statement.js';
import type { CaseEvent, CaseStatement } from '../case-events.js';
import { CLOSING_REASONS } from '../events/case-closed.event.js';
import { REOPENING_REASONS } from '../events/case-reopened.event.js';
import { CONFIRMERS } from '../events/captivity-confirmed.event.js';
import type { IdentityRecorded } from '../events/identity-recorded.event.js';
import { CREDIBILITIES, RELIABILITIES } from '../events/death-reported.event.js';
import { MESSAGE_FORMS } from '../events/message-received.event.js';
import { LISTINGS } from '../events/negotiated.event.js';
import { REPORTERS } from '../events/reported-missing.event.js';
import { cases, statementsThatStand, type CaseState } from '../state.js';
import * as say from './sayings.js';

type Decide = (state: CaseState) => Decision<CaseEvent, string>;

/** What somebody asks of a case; a withdrawal or correction takes aim at something said in it. */
export interface Ask {
  readonly rule: string;
  readonly data: unknown;
  readonly aimedAt: (state: CaseState) => Decide;
}

type Rule<Data> = (state: CaseState, data: Data, today: CivilDay) => Decision<CaseEvent, string>;

const ask =
  <Data>(rule: Rule<Data>) =>
  (event: { readonly data: Data }): Ask => ({
    rule: rule.name,
    data: event.data,
    aimedAt: () => (state) => rule(state, event.data, TODAY),
  });

const oneOf = <T>(words: readonly T[]) => fc.constantFrom(...words);
const dayOf = (days: number) =>
  new Date(Date.UTC(2022, 1, 24) + days * 86_400_000).toISOString().slice(0, 10);

/** A day of the war up to a month after the day on which rules are asked. */
export const days: fc.Arbitrary<CivilDay> = fc.nat(1252).map((n) => dayOf(n) as CivilDay);

/** Dates of every precision. */
export const dates: fc.Arbitrary<Edtf> = fc
  .oneof(
    { weight: 4, arbitrary: days },
    days.map((day) => day.slice(0, 7)),
    days.map((day) => day.slice(0, 4)),
    days.map((day) => `${day.slice(0, 7)}~`),
    days.map((day) => `${day}?`),
    days.map((day) => `${day}/..`),
    days.map((day) => `../${day}`),
    fc.tuple(fc.nat(1100), fc.nat(150)).map(([from, length]) => `${dayOf(from)}/${dayOf(from + length)}`),
    oneOf(['XXXX', '2022-21', '202X', '[2022,2024]', '2022-05-2X']),
  )
  .map(edtf);

const bases = oneOf([say.source, say.decision]);
const agreements = oneOf([say.agreement, say.otherAgreement]);
const places = oneOf([null, erased, known('Olenivka'), known('Taganrog')]);

const captures = fc.record({ occurredAt: dates, place: places, basis: bases }).map(say.capture);
const confirmations = fc
  .record({ occurredAt: dates, by: oneOf(CONFIRMERS), place: places, basis: bases })
  .map(say.confirmation);
const ranks = oneOf<IdentityRecorded['data']['rank']>([null, erased, known('soldier'), known('sergeant')]);
const identities = fc
  .record({ occurredAt: dates, rank: ranks, rankSince: fc.option(dates.map(known)), basis: bases })
  .map(say.identity);
const findings = fc.record({ occurredAt: dates, basis: bases }).map(say.finding);
const listings = fc
  .tuple(
    fc.record({ occurredAt: dates, agreement: agreements, listing: oneOf(LISTINGS), basis: bases }),
    fc.boolean(),
  )
  .map(([data, isSound]) =>
    say.listing({ ...data, exchange: (data.listing === 'in-a-stage') === isSound ? say.exchange : null }),
  );
const returns = fc
  .record({ occurredAt: dates, agreement: fc.option(agreements), place: places, basis: bases })
  .map(say.homecoming);
const repatriations = fc.record({ occurredAt: dates, basis: bases }).map(say.repatriation);

const transfers = fc.record({ occurredAt: dates, from: places, to: places, basis: bases }).map(say.transfer);
const admissions = fc.record({ occurredAt: dates, place: places, basis: bases }).map(say.admission);
const escapes = fc.record({ occurredAt: dates, basis: bases }).map(say.escape);
const deathReports = fc
  .record({
    occurredAt: dates,
    reliability: oneOf(RELIABILITIES),
    credibility: oneOf(CREDIBILITIES),
    basis: bases,
  })
  .map(say.deathReport);
const messages = fc.record({ occurredAt: dates, form: oneOf(MESSAGE_FORMS), basis: bases }).map(say.message);
const notes = fc.record({ occurredAt: dates, basis: bases }).map(say.note);
const contacts = fc
  .record({
    occurredAt: dates,
    contact: oneOf([say.contact().data.contact, 'contact-8c2d1b6f-3e5a-4f97-8b4c-6d7e8f9a0b12']),
    toInform: fc.boolean(),
    basis: bases,
  })
  .map(say.contact);
const closings = fc
  .record({ occurredAt: dates, reason: oneOf(CLOSING_REASONS), basis: bases })
  .map(say.closing);
const reopenings = fc
  .record({ occurredAt: dates, reason: oneOf(REOPENING_REASONS), basis: bases })
  .map(say.reopening);
const missingReports = fc
  .record({ occurredAt: dates, by: oneOf(REPORTERS), basis: bases })
  .map(say.missingReport);

export const statements: fc.Arbitrary<CaseStatement> = fc.oneof(
  captures,
  confirmations,
  identities,
  findings,
  listings,
  returns,
  repatriations,
  missingReports,
  transfers,
  admissions,
  escapes,
  deathReports,
  messages,
  notes,
  contacts,
  closings,
  reopenings,
);

const aims = fc.nat(1000);
const reasons = fc.record({ occurredAt: dates, reason: oneOf(WITHDRAWAL_REASONS) });

const asksToWithdraw = fc.tuple(aims, reasons).map(([aim, data]): Ask => {
  const at = ({ said }: CaseState) => say.withdrawal(said[aim % said.length]?.revision ?? 0, data).data;
  return {
    rule: withdrawStatement.name,
    data,
    aimedAt: (known) => (state) => withdrawStatement(state, at(known), TODAY),
  };
});

const asksToCorrect = fc
  .tuple(aims, fc.array(statements, { minLength: 40, maxLength: 40 }), fc.constantFrom(...CORRECTION_REASONS))
  .map(([aim, readings, reason]): Ask => {
    const at = (state: CaseState) => {
      const stand = statementsThatStand(state);
      const target = stand[aim % stand.length];
      const to = readings.find(({ type }) => type === target?.event.type) ?? say.capture();
      return say.correction(target?.revision ?? 0, to, { reason }).data;
    };
    return {
      rule: correctStatement.name,
      data: readings[0],
      aimedAt: (known) => (state) => correctStatement(state, at(known), TODAY),
    };
  });

const revisions = fc.nat(25);

/** Any event of a case, in no sensible order: no rule would have made most such histories. */
export const events: fc.Arbitrary<CaseEvent> = fc.oneof(
  dates.map((occurredAt) => say.opened({ occurredAt })),
  { weight: 4, arbitrary: statements },
  { weight: 2, arbitrary: fc.tuple(revisions, reasons).map(([at, data]) => say.withdrawal(at, data)) },
  { weight: 2, arbitrary: fc.tuple(revisions, statements).map(([at, to]) => say.correction(at, to)) },
);

export const asksToList = listings.map(ask(negotiate));

/** Asks of every rule, with data at random. */
export const asks: fc.Arbitrary<Ask> = fc.oneof(
  dates.map((occurredAt) => say.opened({ occurredAt })).map(ask(openCase)),
  identities.map(ask(recordIdentity)),
  findings.map(ask(assessHealth)),
  { weight: 4, arbitrary: captures.map(ask(recordCapture)) },
  { weight: 2, arbitrary: confirmations.map(ask(confirmCaptivity)) },
  { weight: 4, arbitrary: asksToList },
  { weight: 4, arbitrary: returns.map(ask(recordReturn)) },
  { weight: 1, arbitrary: repatriations.map(ask(recordRemainsRepatriation)) },
  missingReports.map(ask(reportMissing)),
  { weight: 2, arbitrary: transfers.map(ask(recordTransfer)) },
  admissions.map(ask(recordHospitalAdmission)),
  { weight: 2, arbitrary: escapes.map(ask(recordEscape)) },
  { weight: 2, arbitrary: deathReports.map(ask(reportDeath)) },
  messages.map(ask(recordMessage)),
  notes.map(ask(addNote)),
  contacts.map(ask(addFamilyContact)),
  closings.map(ask(closeCase)),
  { weight: 4, arbitrary: reopenings.map(ask(reopenCase)) },
  { weight: 4, arbitrary: asksToWithdraw },
  { weight: 4, arbitrary: asksToCorrect },
);

/** The history with what the rule yields, if it yields anything. */
export function grow(history: readonly CaseEvent[], { aimedAt }: Ask): readonly CaseEvent[] {
  const state = stateAfter(cases, history);
  const decision = aimedAt(state)(state);
  return decision.kind === 'accepted' ? [...history, ...decision.events] : history;
}

/** The history of an open case that many asks lead to; refused ones leave no trace. */
export const histories: fc.Arbitrary<readonly CaseEvent[]> = fc
  .array(asks, { minLength: 10, maxLength: 50, size: 'max' })
  .map((asked) => asked.reduce(grow, [say.opened()]));
