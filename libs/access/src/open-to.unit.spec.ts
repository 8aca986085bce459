import { describe, expect, it } from '@jest/globals';
import type { CaseAccess } from '#libs/cases/src/case-access.js';
import { officeId, staffId } from '#libs/kernel/src/ids.js';
import { instant } from '#libs/kernel/src/instant.js';
import {
  assigned,
  colleague,
  glassBreak,
  office,
  review,
  supervisor,
} from '#libs/cases/src/testing/sayings.js';
import { permittedIn } from './open-to.js';
import type { Role } from './roles.js';
import type { Viewer } from './viewer.js';

const NOW = instant(new Date('2025-06-30T10:00:00Z'));
const AFTER = instant(new Date('2025-06-30T13:00:00Z'));
const stranger = staffId('7b6a5948-3726-4150-9f8e-7d6c5b4a3928');
const otherOffice = officeId('00000000-1111-4222-8333-444444444444');

const viewer = (changes: Partial<Viewer> = {}): Viewer => ({
  id: stranger,
  role: 'caseworker',
  office: otherOffice,
  ...changes,
});
const restricted = { ...assigned().data, sensitivity: 'restricted' } as const;
const of = (changes: Partial<CaseAccess> = {}): CaseAccess => ({
  assignment: assigned().data,
  glass: [],
  ...changes,
});
const { glass, staff, until } = glassBreak({ staff: stranger }).data;
const broken = { glass, staff, until, review: null };
const reads = (access: CaseAccess, who: Partial<Viewer> = {}, now = NOW) =>
  permittedIn(access, viewer(who), 'read a case', now);

describe('A case', () => {
  it('is open to the persons and the offices that it is assigned to, and to no one else', () => {
    expect(reads(of(), { id: colleague })).toBe(true);
    expect(reads(of(), { office })).toBe(true);
    expect(reads(of())).toBe(false);
    expect(reads(of(), { office: null })).toBe(false);
  });

  it('that is restricted is open to the persons named, and not to their offices', () => {
    expect(reads(of({ assignment: restricted }), { id: colleague })).toBe(true);
    expect(reads(of({ assignment: restricted }), { office })).toBe(false);
  });

  it('that was never assigned is open to nobody', () => {
    expect(reads(of({ assignment: null }), { id: colleague, office })).toBe(false);
  });

  it('is open to who broke the glass, until its time or a review that found it not justified', () => {
    expect(reads(of({ glass: [broken] }))).toBe(true);
    expect(reads(of({ glass: [broken], assignment: restricted }))).toBe(true);
    expect(reads(of({ glass: [broken] }), { id: supervisor })).toBe(false);
    expect(reads(of({ glass: [broken] }), {}, AFTER)).toBe(false);
    const reviewed = (finding: 'justified' | 'not-justified') => ({
      ...broken,
      review: review({ finding }).data,
    });
    expect(reads(of({ glass: [reviewed('justified')] }))).toBe(true);
    expect(reads(of({ glass: [reviewed('not-justified')] }))).toBe(false);
  });

  it('is handed on by a caseworker to whom it is assigned, and never by a broken glass alone', () => {
    const hands = (access: CaseAccess, who: Partial<Viewer> = {}) =>
      permittedIn(access, viewer(who), 'assign a case', NOW);
    expect(hands(of(), { id: colleague })).toBe(true);
    expect(hands(of({ glass: [broken] }))).toBe(false);
    expect(hands(of(), { role: 'supervisor' })).toBe(true);
    expect(hands(of(), { role: 'negotiator', id: colleague })).toBe(false);
  });

  it('is read by every auditor, and never by a reporter', () => {
    const byRole = (role: Role) => reads(of({ assignment: restricted }), { role, id: colleague });
    expect([reads(of(), { role: 'auditor' }), byRole('reporter')]).toEqual([true, false]);
  });
});
