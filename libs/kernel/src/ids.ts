import type { Brand } from './brand.js';

export type CaseId = Brand<string, 'CaseId'>;
export type AgreementId = Brand<string, 'AgreementId'>;
export type ExchangeId = Brand<string, 'ExchangeId'>;
export type HandoverId = Brand<string, 'HandoverId'>;
export type ReceptionId = Brand<string, 'ReceptionId'>;
/** The taking in of one list, such as a unit's roll. */
export type IntakeId = Brand<string, 'IntakeId'>;
/** A member of staff who works with Homeward. */
export type StaffId = Brand<string, 'StaffId'>;
/** An office whose members of staff work on the same cases. */
export type OfficeId = Brand<string, 'OfficeId'>;
/** One time that somebody broke the glass of a case. */
export type GlassId = Brand<string, 'GlassId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** True for a lower-case RFC 9562 UUID, the only form of an id that Homeward stores. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

function idOf<Id extends string>(text: string): Id {
  if (!isUuid(text))
    throw new Error('an id is a lower-case UUID, such as 3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607');
  return text as Id;
}

export const caseId = (text: string): CaseId => idOf(text);
export const agreementId = (text: string): AgreementId => idOf(text);
export const exchangeId = (text: string): ExchangeId => idOf(text);
export const handoverId = (text: string): HandoverId => idOf(text);
export const receptionId = (text: string): ReceptionId => idOf(text);
export const intakeId = (text: string): IntakeId => idOf(text);
export const staffId = (text: string): StaffId => idOf(text);
export const officeId = (text: string): OfficeId => idOf(text);
export const glassId = (text: string): GlassId => idOf(text);
