import { InvalidArgumentError } from 'commander';
import { civilDay, type CivilDay } from '#libs/kernel/src/edtf/civil-day.js';
import { caseId, type CaseId } from '#libs/kernel/src/ids.js';

function argument<T>(read: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : 'not understood');
    }
  };
}

export const caseArgument: (text: string) => CaseId = argument(caseId);
export const dayArgument: (text: string) => CivilDay = argument(civilDay);

/** An instant with its zone, as RFC 3339 writes it: without a zone nobody knows which instant is meant. */
export const instantArgument: (text: string) => Date = argument((text) => {
  const instant = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) || Number.isNaN(instant.getTime())) {
    throw new Error('Write an instant with its zone, for example 2025-06-20T18:00:00+03:00.');
  }
  return instant;
});

/** Why the file is read: it goes into the access log. */
export const reasonArgument: (text: string) => string = argument((text) => {
  if (text.trim().length < 5) throw new Error('Say in a few words why you read this file.');
  return text.trim();
});
