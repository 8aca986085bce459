import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '#libs/cases/src/case-events.js';
import { edtf } from '#libs/kernel/src/edtf/edtf.js';
import { erased, known } from '#libs/kernel/src/personal.js';
import * as given from '../testing/events.js';
import { sentence } from './sentence.js';

const { basis, OF_PERSON } = given;
const occurredAt = edtf('2025-06-14');
const CASES: readonly [CaseEvent, string][] = [
  [given.captured, 'Captured at Mariupol in May 2022, according to the Coordination Headquarters.'],
  [
    { type: 'Captured', data: { ...given.captured.data, place: erased } },
    'Captured at [erased] in May 2022, according to the Coordination Headquarters.',
  ],
  [
    given.opened,
    'Case opened for a prisoner of war on 20 May 2022, according to the Coordination Headquarters.',
  ],
  [given.restingOn(OF_PERSON, 2), 'Captivity confirmed unofficially on 2 June 2025, according to entry 2.'],
  [
    given.inStage,
    'Listed in a stage (exchange eeeeeeee) under agreement bbbbbbbb, among the seriously ill and severely wounded, on 12 June 2025, according to the Coordination Headquarters.',
  ],
  [
    given.returned,
    'Returned on 14 June 2025 in exchange eeeeeeee under agreement bbbbbbbb, among the seriously ill and severely wounded, according to the Coordination Headquarters.',
  ],
  [
    given.withdrawal(3),
    'Entry 3 withdrawn on 20 June 2025 (entered in error), according to the Coordination Headquarters.',
  ],
  [
    given.corrected(1, given.captured),
    'Entry 1 corrected on 20 June 2025 (better source), to read “Captured at Mariupol in May 2022, according to the Coordination Headquarters.”, according to the Coordination Headquarters.',
  ],
  [
    {
      type: 'IdentityRecorded',
      data: {
        occurredAt,
        name: known({ surname: 'Вигаданий', givenNames: 'Остап', patronymic: 'Іванович' }),
        latinName: known({ surname: 'Vyhadanyi', givenNames: 'Ostap' }),
        born: known(edtf('1999')),
        placeOfBirth: known('Poltava'),
        sex: known('male'),
        fathersFirstName: known('Іван'),
        mothersMaidenName: known('Лебідь'),
        rank: known('senior-lieutenant'),
        rankSince: known(edtf('2022-03')),
        serviceNumber: null,
        unit: erased,
        power: known('Ukraine'),
        mailAddress: known('camp 7'),
        distinguishingMarks: known('a scar'),
        basis: [{ kind: 'document', id: 'passport-7' }],
      },
    },
    'Identity recorded as of 14 June 2025: Вигаданий Остап Іванович (Vyhadanyi Ostap), born in 1999 at Poltava, male, father Іван, mother born Лебідь, rank senior lieutenant (since March 2022), of [erased], depending on Ukraine, mail to camp 7, marks: a scar, according to document passport-7.',
  ],
  [
    {
      type: 'HealthAssessed',
      data: {
        occurredAt,
        finding: known('seriously-ill'),
        ground: known('not-recovering-within-a-year'),
        note: known('fictional'),
        basis: [...basis, { kind: 'laboratory', id: 'kyiv' }, { kind: 'method', id: 'x-ray' }],
      },
    },
    'Health assessed on 14 June 2025: seriously ill, not expected to recover within a year, according to the Coordination Headquarters, by laboratory kyiv and the method x-ray. Note: fictional',
  ],
  [
    {
      type: 'ReportedMissing',
      data: {
        occurredAt,
        by: 'relative',
        lastSeen: known(edtf('2025-06-01')),
        place: known('Vesele'),
        circumstances: known('did not come back from a post'),
        distinguishingMarks: erased,
        maritalStatus: known('married'),
        residence: known('Kut'),
        courtDecision: known('declared-absent'),
        note: null,
        basis,
      },
    },
    'Reported missing by a relative on 14 June 2025, last seen on 1 June 2025 at Vesele, circumstances: did not come back from a post, marks: [erased], married, resident at Kut, court decision: declared absent, according to the Coordination Headquarters.',
  ],
  [
    { type: 'Transferred', data: { occurredAt, from: known('Olenivka'), to: known('Taganrog'), basis } },
    'Transferred from Olenivka to Taganrog on 14 June 2025, according to the Coordination Headquarters.',
  ],
  [
    {
      type: 'HospitalAdmitted',
      data: { occurredAt, place: known('Rostov'), reason: known('a fracture'), basis },
    },
    'Admitted to hospital at Rostov on 14 June 2025, for a fracture, according to the Coordination Headquarters.',
  ],
  [
    { type: 'Escaped', data: { occurredAt, place: known('Taganrog'), basis } },
    'Escaped from Taganrog on 14 June 2025, according to the Coordination Headquarters.',
  ],
  [
    {
      type: 'DeathReported',
      data: {
        occurredAt,
        reliability: 'C',
        credibility: '6',
        place: known('Rostov'),
        cause: known('an illness'),
        note: null,
        basis,
      },
    },
    'Reported to have died at Rostov on 14 June 2025 of an illness (source C, information 6), according to the Coordination Headquarters.',
  ],
  [
    {
      type: 'MessageReceived',
      data: { occurredAt, form: 'capture-card', way: 'icrc', content: known('I am well'), basis },
    },
    'Capture card received on 14 June 2025 through the ICRC: “I am well”, according to the Coordination Headquarters.',
  ],
  [
    { type: 'NoteAdded', data: { occurredAt, note: known('asked the unit'), basis } },
    'Note added on 14 June 2025, according to the Coordination Headquarters. Note: asked the unit',
  ],
  [
    {
      type: 'FamilyContactAdded',
      data: {
        occurredAt,
        contact: 'contact-5b1e0c7a-2d4f-4e86-9a3b-7c6d5e4f3a21',
        toInform: true,
        name: known('Вигадана Олена'),
        relationship: known('mother'),
        address: erased,
        phone: known('+380 00'),
        basis,
      },
    },
    'Family contact 5b1e0c7a added on 14 June 2025: Вигадана Олена, mother, at [erased], phone +380 00; to be informed, according to the Coordination Headquarters.',
  ],
  [
    { type: 'CaseClosed', data: { occurredAt, reason: 'search-ended', note: known('all told'), basis } },
    'Case closed on 14 June 2025 (search ended), according to the Coordination Headquarters. Note: all told',
  ],
  [
    { type: 'CaseReopened', data: { occurredAt, reason: 'new-information', note: null, basis } },
    'Case reopened on 14 June 2025 (new information), according to the Coordination Headquarters.',
  ],
  [
    { type: 'RemainsRepatriated', data: { occurredAt, reception: null, agreement: null, basis } },
    'Remains repatriated on 14 June 2025, according to the Coordination Headquarters.',
  ],
  [
    {
      type: 'ReactionDeclined',
      data: {
        reaction: 'handover-returns-people',
        refusal: 'not-in-captivity',
        basis: [{ kind: 'event', stream: given.OF_EXCHANGE, revision: 2 }],
      },
    },
    'Nothing recorded by handover returns people: refused as not in captivity, according to entry 2 of exchange eeeeeeee.',
  ],
];

describe('The sentence of an event', () => {
  it.each(CASES)('reads as a person would write it: %#', (event, expected) => {
    expect(sentence(event, OF_PERSON)).toBe(expected);
  });
});
