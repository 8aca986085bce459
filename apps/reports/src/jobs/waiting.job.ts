import type { Command } from 'commander';
import { dayOf, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { waitedFor, type Waited } from '#libs/read-models/src/told/waiting.js';
import { fullYears } from '../days.js';
import { withSharedOptions, type Shared } from '../options.js';
import { printReport, type Job } from '../print-report.js';

/** `waiting`: for how many people families wait, by full years since they are missing or captive. */
export function waitingReport(program: Command): void {
  withSharedOptions(program.command('waiting'))
    .description('for how many people families wait, by full years since they are missing or captive')
    .action((options: Shared) => printReport(waitingJob(dayOf(new Date())), options));
}

const HELD: readonly Waited['captivity'][] = ['alleged', 'unofficially-confirmed', 'confirmed-by-icrc'];

export const waitingJob = (today: CivilDay): Job => ({
  projections: ['cases', 'exchanges'],
  async make(ask) {
    const waited = await waitedFor(ask);
    const yearsOf = ({ since }: Waited): number | null =>
      since === null ? null : Math.max(0, fullYears(since, today));
    const known = waited.map(yearsOf).filter((years) => years !== null);
    const years = Array.from({ length: known.length === 0 ? 0 : Math.max(...known) + 1 }, (_, year) => year);
    const row = (name: string, those: readonly Waited[]) => {
      const of = (captive: boolean): number =>
        those
          .filter(({ captivity }) => HELD.includes(captivity) === captive)
          .reduce((sum, { people }) => sum + people, 0);
      return [name, of(true), of(false), of(true) + of(false)];
    };
    return {
      title: `For whom families wait, at ${today}`,
      columns: ['waiting', 'captive', 'missing', 'all'],
      rows: [
        ...years.map((year) =>
          row(
            inYears(year),
            waited.filter((each) => yearsOf(each) === year),
          ),
        ),
        row(
          'since a day not known',
          waited.filter((each) => yearsOf(each) === null),
        ),
        row('all', waited),
      ],
      notes: [
        'Returns in exchanges under embargo are not in here: those people are counted as waiting until their exchange is complete.',
        'Counted is everybody whose search has not ended, whether the file is open or closed; captive means alleged or confirmed.',
        'Full years since the earliest day that the record leaves possible.',
      ],
    };
  },
});

const inYears = (years: number): string =>
  years === 0 ? 'less than a year' : years === 1 ? '1 year' : `${years} years`;
