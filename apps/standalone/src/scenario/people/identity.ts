import type { Chance } from '../chance.js';
import { dayIn } from '../days.js';
import { fictionalName, type NameLists, type Sex } from './names.js';

const OFFICERS = [
  'junior-lieutenant',
  'lieutenant',
  'senior-lieutenant',
  'captain',
  'major',
  'lieutenant-colonel',
] as const;
const OTHERS = [
  'soldier',
  'soldier',
  'senior-soldier',
  'junior-sergeant',
  'sergeant',
  'senior-sergeant',
  'chief-sergeant',
  'staff-sergeant',
  'master-sergeant',
] as const;
const AT_SEA = [
  'seaman',
  'senior-seaman',
  'petty-officer-second-class',
  'petty-officer-first-class',
  'chief-petty-officer',
] as const;
const OFFICERS_AT_SEA = ['senior-lieutenant', 'captain-lieutenant', 'captain-third-rank'] as const;
const UNITS = [
  'coastal defence battalion (fictional)',
  'border detachment (fictional)',
  'mechanised battalion (fictional)',
  'territorial defence battalion (fictional)',
  'air assault battalion (fictional)',
  'national guard brigade (fictional)',
  'transport service detachment (fictional)',
] as const;
const REGIONS = [
  'Poltava',
  'Vinnytsia',
  'Lviv',
  'Odesa',
  'Donetsk',
  'Sumy',
  'Chernihiv',
  'Kherson',
  'Dnipro',
  'Zaporizhzhia',
] as const;

export interface Kind {
  /** Aged 18 to 25 on 2 June 2025, the day of the agreement: the reference day of the criterion here. */
  readonly isYoung?: boolean;
  readonly isOfficer?: boolean;
  readonly isCivilian?: boolean;
}

/** Who somebody fictional is; dates of birth are as exact or vague as documents are. */
export function fictionalIdentity(chance: Chance, lists: NameLists, kind: Kind) {
  const sex: Sex = chance.percent(kind.isCivilian ? 30 : 7) ? 'female' : 'male';
  const isAtSea = chance.percent(12);
  const ranks = kind.isOfficer ? (isAtSea ? OFFICERS_AT_SEA : OFFICERS) : isAtSea ? AT_SEA : OTHERS;
  const juniors = kind.isYoung ? 3 : ranks.length;
  return {
    ...fictionalName(chance, lists, sex),
    born: birth(chance, kind.isYoung ?? false),
    placeOfBirth: chance.percent(50) ? `${chance.of(REGIONS)} region` : null,
    sex,
    rank: kind.isCivilian ? null : chance.of(ranks.slice(0, juniors)),
    serviceNumber: kind.isCivilian ? null : `FICT-${100_000 + chance.below(900_000)}`,
    unit: kind.isCivilian ? null : chance.of(UNITS),
    power: 'Ukraine',
  };
}

/** Young: 18 to 25 on 2 June 2025, and of age in the spring of 2022 too. */
function birth(chance: Chance, isYoung: boolean): string {
  const year = isYoung ? 2000 + chance.below(4) : 1966 + chance.below(31);
  const day = dayIn(year, 1 + chance.below(12), 1 + chance.below(28));
  const vague = chance.below(20);
  if (vague === 0) return `${year}`;
  if (vague === 1) return day.slice(0, 7);
  return vague === 2 ? `${year}~` : day;
}
