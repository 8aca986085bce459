import type { Command } from 'commander';
import type { CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import type { ExchangeId } from '#libs/kernel/src/ids.js';
import { toldAgreements } from '#libs/read-models/src/told/agreements.js';
import { toldExchanges } from '#libs/read-models/src/told/exchanges.js';
import { toldReceptions } from '#libs/read-models/src/told/receptions.js';
import { mayBeOn } from '../days.js';
import {
  agreementLine,
  containerLines,
  FIGURE_COLUMNS,
  nameOf,
  peopleLines,
  statedLine,
  WHOLLY_WITHHELD,
} from '../figure-lines.js';
import { OperatorError } from '../operator-error.js';
import { dayArgument, exchangeArgument, withSharedOptions, type Shared } from '../options.js';
import { printReport, type Job } from '../print-report.js';

/** `stage`: one exchange, or those of a day: who was handed over, what was stated of it, and the containers of the day. */
export function stageReport(program: Command): void {
  withSharedOptions(program.command('stage'))
    .description(
      'one exchange, or those of a day: figures, what was stated of them, the containers of that day',
    )
    .argument('[exchange]', 'the id of the exchange', exchangeArgument)
    .option('--on <day>', 'instead of an id: the day, for example 2025-06-14', dayArgument)
    .action((id: ExchangeId | undefined, options: Shared & { readonly on?: CivilDay }) => {
      if ((id === undefined) === (options.on === undefined))
        throw new OperatorError('Give either the id of an exchange or --on <day>.');
      return printReport(stageJob(id ?? null, options.on ?? null), options);
    });
}

export const stageJob = (id: ExchangeId | null, on: CivilDay | null): Job => ({
  projections: ['agreements', 'cases', 'exchanges', 'receptions'],
  async make(ask) {
    const exchanges = (await toldExchanges(ask)).filter(({ exchangeId, plannedFor }) =>
      on === null ? exchangeId === id : mayBeOn({ from: on, to: on }, plannedFor),
    );
    if (exchanges.length === 0)
      throw new OperatorError(
        on === null
          ? 'No such exchange is known. Check the id.'
          : `No exchange was planned for ${on}. Check the day.`,
      );
    const all = await toldAgreements(ask);
    const titles = new Map(all.map(({ agreementId, title }) => [agreementId, title]));
    const agreements = all.filter(({ agreementId }) =>
      exchanges.some((exchange) => exchange.agreements.includes(agreementId)),
    );
    const days = exchanges.map(({ plannedFor }) => plannedFor);
    const receptions = (await toldReceptions(ask)).filter(({ receivedAt }) =>
      on === null
        ? receivedAt !== null && days.includes(receivedAt)
        : mayBeOn({ from: on, to: on }, receivedAt),
    );
    return {
      title: exchanges
        .map((exchange) => `${nameOf(exchange)}, planned for ${exchange.plannedFor ?? 'no known day'}`)
        .join('; '),
      columns: FIGURE_COLUMNS,
      rows: [
        ...exchanges.flatMap((exchange) => [
          ...peopleLines(exchange, titles),
          ...all
            .flatMap(({ figures }) => figures)
            .filter((stated) => stated.exchange === exchange.exchangeId)
            .map((stated) => statedLine(nameOf(exchange), stated)),
        ]),
        ...agreements.flatMap((agreement) => [
          agreementLine(agreement),
          ...agreement.figures
            .filter(({ exchange }) => exchange === null)
            .map((stated) => statedLine(agreement.title, stated)),
        ]),
        ...receptions.flatMap(containerLines),
      ],
      notes: [
        WHOLLY_WITHHELD,
        'Rank groups and sex are those of the persons’ files as of the day of the handover.',
        'What somebody stated is a claim of theirs, kept beside the others; it lifts no embargo.',
      ],
    };
  },
});
