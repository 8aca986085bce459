import type { Explanation } from '#libs/kernel/src/decision.js';
import { unfitRefusals } from '#libs/kernel/src/statements/unfit.js';

/** Every word with which a rule of this library refuses, and what it tells the caseworker. */
export const caseRefusals = {
  ...unfitRefusals,
  'no-such-case': {
    field: null,
    rule: 'A statement needs an open case.',
    remedy: 'Open the case first, or check its id.',
  },
  'case-already-open': {
    field: null,
    rule: 'A case is opened once.',
    remedy: 'Correct what was said with a new statement in the case that exists.',
  },
  'case-closed': {
    field: null,
    rule: 'A closed case takes withdrawals, corrections and a return; anything else after it was reopened.',
    remedy: 'Reopen the case first; if it was closed in error, withdraw the closing.',
  },
  'case-not-closed': {
    field: null,
    rule: 'Only a closed case is reopened.',
    remedy: 'Record the statement itself: the case is open.',
  },
  'search-open': {
    field: 'reason',
    rule: "A search ends with a return, or with an investigator's decision that identifies the remains; a confirmation of captivity does not end it.",
    remedy:
      'Record the return or the repatriation of remains first, or give the reason why the case is closed.',
  },
  'already-captive': {
    field: null,
    rule: 'A person is captured once in an episode of captivity.',
    remedy: 'Correct the capture that stands, or record the return that ended this captivity first.',
  },
  'dates-contradict': {
    field: 'occurredAt',
    rule: 'Capture, what happens in captivity, and its end come in this order; a new captivity after the end of the one before.',
    remedy: 'Check the date against the history of the case; give it as uncertain if it is.',
  },
  'not-in-captivity': {
    field: null,
    rule: 'Only someone of whom a captivity is known can be negotiated, transferred, admitted to hospital or escape.',
    remedy: 'Record the capture, or a confirmation of captivity, first.',
  },
  'already-returned': {
    field: null,
    rule: 'A person who has returned is not held: no second return, and nothing that happened after it, is of the same captivity.',
    remedy:
      'Give the date if it happened before the return; if the person was captured again, record that capture first.',
  },
  'has-escaped': {
    field: null,
    rule: 'Somebody who escaped is not held: not confirmed, transferred, admitted to hospital or negotiated after that.',
    remedy: 'If the person was captured again, record that capture first; a new captivity is a new episode.',
  },
  'remains-repatriated': {
    field: null,
    rule: 'A person whose remains were repatriated is not negotiated as a prisoner, nor missing.',
    remedy: 'If the identification was wrong, withdraw the repatriation of remains first.',
  },
  'returned-alive': {
    field: null,
    rule: 'Remains are not those of a person who returned alive.',
    remedy:
      'If the return was recorded in error, withdraw it first; if the person was captured again, record that.',
  },
  'identification-not-decided': {
    field: 'basis',
    rule: "Remains are a person's only by an investigator's decision; a laboratory's result alone is not one.",
    remedy: 'Give the decision as a reference of kind document.',
  },
  'exchange-missing': {
    field: 'exchange',
    rule: 'Someone listed in a stage is listed in one exchange.',
    remedy: 'Name the exchange.',
  },
  'exchange-not-yet': {
    field: 'exchange',
    rule: 'An exchange is named only for someone listed in a stage.',
    remedy: 'Leave the exchange out, or give the listing as in-a-stage.',
  },
  'not-listed': {
    field: 'listing',
    rule: 'Only someone who is on the list under this agreement can be removed from it.',
    remedy: 'Check the agreement.',
  },
  'assigned-to-nobody': {
    field: null,
    rule: 'A case is assigned to an office or a person; a restricted one to a person.',
    remedy: 'Name who is to work on it.',
  },
  'glass-too-long': {
    field: 'hours',
    rule: 'The glass is broken for 1 to 24 hours.',
    remedy: 'Ask for less; if you are to go on working on the case, ask a supervisor to assign it.',
  },
  'glass-already-broken': {
    field: null,
    rule: 'While a broken glass gives access, it is not broken again by the same person.',
    remedy: 'Read the case; ask again when the time is over, or ask a supervisor to assign it.',
  },
  'no-such-glass': {
    field: null,
    rule: 'What is reviewed is one breaking of the glass of this case, by its id.',
    remedy: 'Look its id up in the list of those that await their review.',
  },
  'own-glass': {
    field: null,
    rule: 'Who broke the glass does not review it, in whatever role.',
    remedy: 'Leave the review to another supervisor.',
  },
  'already-reviewed': {
    field: null,
    rule: 'A breaking of the glass is reviewed once.',
    remedy: 'The finding that was recorded stands.',
  },
  'no-such-statement': {
    field: 'revision',
    rule: 'A statement is withdrawn or corrected by its revision in this case; one that was withdrawn is not corrected.',
    remedy:
      'Look the revision up in the history of the case; what was corrected is corrected again by its own revision.',
  },
  'already-withdrawn': {
    field: 'revision',
    rule: 'A statement is withdrawn once.',
    remedy: 'To let it stand again, withdraw the withdrawal.',
  },
  'other-type': {
    field: 'to',
    rule: 'A correction has the type of the statement that it corrects.',
    remedy: 'Withdraw the statement, and record the other one anew.',
  },
} as const satisfies Record<string, Explanation>;

export type CaseRefusal = keyof typeof caseRefusals;
