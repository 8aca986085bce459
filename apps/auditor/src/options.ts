import { InvalidArgumentError, Option, type Command } from 'commander';
import { subject, type Subject } from '#libs/audit/src/subjects/subject.js';
import { civilDay, endOfDay, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';

/** An argument that is read by a function whose errors say what to write. */
export function argument<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : 'not understood');
    }
  };
}

export const subjectArgument: (text: string) => Subject = argument(subject);
export const dayArgument: (text: string) => CivilDay = argument(civilDay);

/** An instant with its zone, as RFC 3339 writes it: without a zone nobody knows which instant is meant. A day is its end in Kyiv. */
export const instantArgument: (text: string) => Date = argument((text) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return endOfDay(civilDay(text));
  const instant = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(instant.getTime())) {
    throw new Error(
      'Write an instant with its zone, for example 2025-06-20T18:00:00+03:00, or a day, for its end in Kyiv.',
    );
  }
  return instant;
});

/** Why the file is read: it goes into the access log. */
export const reasonArgument: (text: string) => string = argument((text) => {
  if (text.trim().length < 5) throw new Error('Say in a few words why you read this file.');
  return text.trim();
});

export const FORMATS = ['table', 'json', 'page'] as const;
export type Format = (typeof FORMATS)[number];

/** What every command that reads about a subject takes. */
export interface ReadingOptions {
  readonly why: string;
  readonly data: string;
}

/** Adds what every command takes that reads personal data. */
export function readsPersonalData(command: Command): Command {
  return command
    .requiredOption('--why <reason>', 'why you read this, for the access log', reasonArgument)
    .option('--data <folder>', 'the data folder of a standalone Homeward', '.homeward');
}

/** Adds the choice between text, JSON and a page. */
export function hasFormats(command: Command): Command {
  return command.addOption(
    new Option('--format <format>', 'how it is printed; a page is HTML, to be read or printed')
      .choices(FORMATS)
      .default('table'),
  );
}
