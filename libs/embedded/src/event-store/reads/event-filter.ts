import type { EventFilterRequest } from '../wire/read-request.js';
import { decodeEventFrame } from '../wire/event-frame.js';
import { invalidArgument } from '../wire/grpc-errors.js';

/** Whether a stored event passes what the client filters on. */
export type EventFilter = (frame: Buffer) => boolean;

/** A filter by regular expression, or by prefixes when there is none. */
export function compileFilter({ on, regex, prefixes }: EventFilterRequest): EventFilter {
  const matches = regex === '' ? matchPrefixes(prefixes) : matchRegex(regex);
  return (frame) => matches(decodeEventFrame(frame)[on]);
}

function matchPrefixes(prefixes: readonly string[]): (text: string) => boolean {
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}

/** A real server reads .NET expressions; of what differs, options at the start, as in `(?i)`, are understood. */
function matchRegex(source: string): (text: string) => boolean {
  const [, options = '', expression = source] = /^\(\?([ims]+)\)(.*)$/s.exec(source) ?? [];
  const flags = [...new Set(options)].join('');
  try {
    const pattern = new RegExp(expression, `u${flags}`);
    return (text) => pattern.test(text);
  } catch {
    try {
      const pattern = new RegExp(expression, flags);
      return (text) => pattern.test(text);
    } catch (error) {
      throw invalidArgument(
        `The filter is not a regular expression: ${error instanceof Error ? error.message : ''}`,
      );
    }
  }
}
