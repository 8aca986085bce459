import type { Chance } from '../chance.js';

/** Where and when somebody was captured. */
export interface Capture {
  readonly occurredAt: string;
  readonly place: string;
  /** The earliest day that the date leaves possible, and a day by which it was over. */
  readonly from: string;
  readonly by: string;
}

const at = (occurredAt: string, place: string, from: string, by: string): Capture => ({
  occurredAt,
  place,
  from,
  by,
});

const MARIUPOL: readonly Capture[] = [
  at('2022-05', 'Mariupol', '2022-05-01', '2022-05-31'),
  at('2022-04-12', 'Mariupol', '2022-04-12', '2022-04-12'),
  at('2022-05-17/2022-05-20', 'Mariupol, Azovstal', '2022-05-17', '2022-05-20'),
  at('2022-05-16', 'Mariupol, Azovstal', '2022-05-16', '2022-05-16'),
  at('2022-04', 'Mariupol', '2022-04-01', '2022-04-30'),
];
const ELSEWHERE_2022: readonly Capture[] = [
  at('2022-03~', 'near Chernihiv', '2022-03-01', '2022-03-31'),
  at('2022-06', 'Sievierodonetsk', '2022-06-01', '2022-06-30'),
  at('2022-03-14', 'Kherson region', '2022-03-14', '2022-03-14'),
  at('2022-07-XX', 'near Lysychansk', '2022-07-01', '2022-07-31'),
];
const LATER: readonly Capture[] = [
  at('2023-08', 'near Bakhmut', '2023-08-01', '2023-08-31'),
  at('2023-02-11', 'near Vuhledar', '2023-02-11', '2023-02-11'),
  at('2024-02-17', 'Avdiivka', '2024-02-17', '2024-02-17'),
  at('2024-10', 'near Pokrovsk', '2024-10-01', '2024-10-31'),
  at('2024-11?', 'Kursk direction', '2024-11-01', '2024-11-30'),
];

/** Most of those who wait longest were captured at Mariupol in the spring of 2022. */
export function captureOf(chance: Chance, isYoung: boolean): Capture {
  const die = chance.below(100);
  const mariupol = isYoung ? 35 : 55;
  if (die < mariupol) return chance.of(MARIUPOL);
  return chance.of(die < mariupol + 15 ? ELSEWHERE_2022 : LATER);
}

export const earlyCapture = (chance: Chance): Capture => chance.of(MARIUPOL);
export const laterCapture = (chance: Chance): Capture => chance.of(LATER.slice(2));
