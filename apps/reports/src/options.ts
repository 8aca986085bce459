import { InvalidArgumentError, Option, type Command } from 'commander';
import { civilDay, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { exchangeId, type ExchangeId } from '#libs/kernel/src/ids.js';
import { FORMATS, type Format } from './print/formats.js';

function argument<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : 'not understood');
    }
  };
}

export const exchangeArgument: (text: string) => ExchangeId = argument(exchangeId);
export const dayArgument: (text: string) => CivilDay = argument(civilDay);

export interface Shared {
  readonly format: Format;
  readonly data: string;
}

/** What every report takes. */
export function withSharedOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(Object.keys(FORMATS)).default('table'),
    )
    .option('--data <folder>', 'the data folder of a standalone Homeward', '.homeward');
}
