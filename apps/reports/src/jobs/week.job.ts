import type { Command } from 'commander';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { toldAgreements } from '#libs/read-models/src/told/agreements.js';
import { toldExchanges } from '#libs/read-models/src/told/exchanges.js';
import { toldReceptions } from '#libs/read-models/src/told/receptions.js';
import { mayBeOn, weekOf } from '../days.js';
import {
  agreementLine,
  containerLines,
  FIGURE_COLUMNS,
  nameOf,
  peopleLines,
  statedLine,
  WHOLLY_WITHHELD,
} from '../figure-lines.js';
import { dayArgument, withSharedOptions, type Shared } from '../options.js';
import { printReport, type Job } from '../print-report.js';

/** `week`: the exchanges, the containers and what was stated in the week of a day. */
export function weekReport(program: Command): void {
  withSharedOptions(program.command('week'))
    .description(
      'the week of a day, Monday to Sunday: exchanges, containers by speaker, what was stated, what is withheld',
    )
    .argument('<day>', 'for example 2025-06-14', dayArgument)
    .action((day: CivilDay, options: Shared) => printReport(weekJob(day), options));
}

export const weekJob = (day: CivilDay): Job => ({
  projections: ['agreements', 'cases', 'exchanges', 'receptions'],
  async make(ask) {
    const week = weekOf(day);
    const every = await toldExchanges(ask);
    const exchanges = every.filter(({ plannedFor }) => mayBeOn(week, plannedFor));
    const agreements = await toldAgreements(ask);
    const titles = new Map(agreements.map(({ agreementId, title }) => [agreementId, title]));
    const names = new Map(every.map((exchange) => [exchange.exchangeId, nameOf(exchange)]));
    const stated = agreements.flatMap(({ title, figures }) =>
      figures
        .filter(({ statedAt }) => mayBeOn(week, statedAt))
        .map((figure) =>
          statedLine(figure.exchange === null ? title : (names.get(figure.exchange) ?? 'exchange'), figure),
        ),
    );
    const receptions = (await toldReceptions(ask)).filter(({ receivedAt }) => mayBeOn(week, receivedAt));
    return {
      title: `The week from ${week.from} to ${week.to}`,
      columns: FIGURE_COLUMNS,
      rows: [
        ...exchanges.flatMap((exchange) => peopleLines(exchange, titles)),
        ...agreements
          .filter(({ agreementId }) =>
            exchanges.some((exchange) => exchange.agreements.includes(agreementId)),
          )
          .map(agreementLine),
        ...stated,
        ...receptions.flatMap(containerLines),
      ],
      notes: [
        `Exchanges: ${exchanges.length}; receptions of containers: ${receptions.length}; stated figures: ${stated.length}.`,
        WHOLLY_WITHHELD,
        'What has an uncertain date stands in each week in which it may have been.',
        'What somebody stated is a claim of theirs, kept beside the others; it lifts no embargo.',
      ],
    };
  },
});
