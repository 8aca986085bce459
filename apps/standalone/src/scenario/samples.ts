import type { Category } from '#libs/kernel/src/category.js';

/** A sample of fictional people who come home in a real exchange: how many of whom. The real figures are not these. */
export interface Sample {
  readonly exchange: string;
  readonly day: string;
  /** The agreement of those of this sample; none for who came outside of any. */
  readonly agreement: string | null;
  /** When they were proposed and agreed; none without an agreement. */
  readonly listed?: readonly [proposed: string, agreed: string];
  readonly mix: Readonly<Partial<Record<Category, number>>>;
  /** How many in a hundred are officers. */
  readonly officers: number;
}

const MAY = ['2025-05-17', '2025-05-19'] as const;
const JUNE = ['2025-06-03', '2025-06-05'] as const;
const JULY = ['2025-07-25', '2025-08-11'] as const;
const FEBRUARY = ['2026-02-02', '2026-02-03'] as const;
const MARCH = ['2026-03-02', '2026-03-03'] as const;

const stage = (n: number, day: string, mix: Sample['mix'], officers: number): Sample => ({
  exchange: `stage-${n}`,
  day,
  agreement: 'istanbul',
  listed: JUNE,
  mix,
  officers,
});

export const SAMPLES: readonly Sample[] = [
  { exchange: 'may-1', day: '2025-05-23', agreement: 'may', listed: MAY, mix: { general: 70 }, officers: 10 },
  { exchange: 'may-2', day: '2025-05-24', agreement: 'may', listed: MAY, mix: { general: 55 }, officers: 10 },
  { exchange: 'may-3', day: '2025-05-25', agreement: 'may', listed: MAY, mix: { general: 55 }, officers: 10 },
  stage(1, '2025-06-09', { 'aged-18-to-25': 60 }, 0),
  stage(2, '2025-06-10', { 'seriously-ill-or-wounded': 40, 'aged-18-to-25': 30 }, 5),
  stage(3, '2025-06-12', { 'seriously-ill-or-wounded': 65 }, 10),
  stage(4, '2025-06-14', { 'seriously-ill-or-wounded': 58, 'aged-18-to-25': 27 }, 72),
  stage(5, '2025-06-19', { 'seriously-ill-or-wounded': 70 }, 10),
  stage(6, '2025-06-20', { 'seriously-ill-or-wounded': 65 }, 15),
  stage(7, '2025-06-26', { 'seriously-ill-or-wounded': 60, 'aged-18-to-25': 8 }, 15),
  stage(8, '2025-07-04', { 'seriously-ill-or-wounded': 40, 'aged-18-to-25': 25 }, 10),
  stage(9, '2025-07-23', { 'seriously-ill-or-wounded': 70 }, 10),
  {
    exchange: 'numbered-67',
    day: '2025-08-14',
    agreement: null,
    mix: { general: 18, civilian: 27 },
    officers: 10,
  },
  {
    exchange: 'august-24',
    day: '2025-08-24',
    agreement: 'july',
    listed: JULY,
    mix: { general: 42 },
    officers: 10,
  },
  { exchange: 'august-24', day: '2025-08-24', agreement: null, mix: { civilian: 6 }, officers: 0 },
  {
    exchange: 'october-2',
    day: '2025-10-02',
    agreement: 'july',
    listed: JULY,
    mix: { general: 38 },
    officers: 10,
  },
  {
    exchange: 'october-2',
    day: '2025-10-02',
    agreement: null,
    mix: { general: 12, civilian: 8 },
    officers: 10,
  },
  {
    exchange: 'numbered-71',
    day: '2026-02-05',
    agreement: 'abu-dhabi',
    listed: FEBRUARY,
    mix: { general: 40, civilian: 3 },
    officers: 15,
  },
  {
    exchange: 'geneva-1',
    day: '2026-03-05',
    agreement: 'geneva',
    listed: MARCH,
    mix: { general: 42 },
    officers: 10,
  },
  {
    exchange: 'geneva-2',
    day: '2026-03-06',
    agreement: 'geneva',
    listed: MARCH,
    mix: { general: 45, civilian: 2 },
    officers: 10,
  },
];

/** Those who are not handed over: they wait, are missed, fell, or came home otherwise. */
export const OTHERS = {
  waiting: 165,
  missing: 140,
  fallen: 70,
  diedWhileListed: 5,
  escaped: 8,
} as const;
