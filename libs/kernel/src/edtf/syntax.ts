import { patternSpan, readPattern } from './date-pattern.js';
import type { Span, ValidDate } from './date-pattern.js';

/** One date, or the stretch between two; undefined at an end that is left open. */
export type Member = { date: ValidDate } | { from?: ValidDate; to?: ValidDate };

/** An end of an interval: its date, or why there is none. */
export type End = ValidDate | 'open' | 'unknown';

/** What a text says. */
export type EdtfValue =
  | { kind: 'date'; date: ValidDate }
  | { kind: 'interval'; start: End; end: End }
  | { kind: 'one of' | 'all of'; members: readonly Member[] };

export interface Refusal {
  why: string;
}

const WHY = {
  empty: 'A date is needed. Write for example 2025-06-14, or XXXX when nothing is known of it.',
  long: 'A date has 200 characters at most. Write the first and the last day instead, for example [2018..2022].',
  draft:
    'This is the syntax of the 2012 draft. Write X for a digit that is not known (201X), % for uncertain and approximate (2016%), .. for an open end (2022-05/..) and nothing for an unknown end (2022-05/).',
  time: 'A date here has no time of day. Write the day alone, for example 2025-06-14.',
  hyphens: 'Year, month and day are parted by hyphens. Write for example 2016-05-31.',
  form: 'Not a date of the supported EDTF forms. Write a year of four digits, and month and day of two where they are known: 2022, 2022-05, 2022-05-20, 2022-05-XX, 2022-05~, 2022-05-20/2022-06-03 or [2022,2023].',
  calendar:
    'No day of the calendar fits. Months are 01 to 12 (a season without a day: 21 to 24) and days as the month has them, for example 2016-02-29; write X for a digit that is not known, for example 2016-02-XX.',
  order: 'The start lies after the end. Write the earlier date first, for example 2022-05-20/2022-06-03.',
  dateless:
    'An interval needs a date at one end at least. Write for example 2022-05/.., or XXXX when nothing is known of it.',
  openEnd:
    'In a list only the first may be open to the past and only the last open to the future, for example [..2016,2017] or [2016,2018..].',
} as const;

function malformed(text: string): Refusal {
  if (text === '') return { why: WHY.empty };
  if (/\du|uu|unknown|open|[?~%]{2}|[()]|^y\d|\de\d/.test(text)) return { why: WHY.draft };
  if (/[T:]/.test(text)) return { why: WHY.time };
  if (/\d{5,}/.test(text)) return { why: WHY.hyphens };
  return { why: WHY.form };
}

function readDate(text: string): ValidDate | Refusal {
  const date = readPattern(text);
  if (!date) return malformed(text);
  const span = patternSpan(date);
  return span ? { ...date, span } : { why: WHY.calendar };
}

/** Start not after end; an end that is open or unknown never contradicts. */
function inOrder(from: ValidDate, to: ValidDate): boolean {
  const { earliest } = from.span;
  const { latest } = to.span;
  return earliest === null || latest === null || earliest <= latest;
}

function readInterval(startText: string, endText: string): EdtfValue | Refusal {
  const end = (text: string): End | Refusal =>
    text === '..' ? 'open' : text === '' ? 'unknown' : readDate(text);
  const [start, stop] = [end(startText), end(endText)];
  if (typeof start === 'object' && 'why' in start) return start;
  if (typeof stop === 'object' && 'why' in stop) return stop;
  if (typeof start === 'string' && typeof stop === 'string') return { why: WHY.dateless };
  if (typeof start === 'object' && typeof stop === 'object' && !inOrder(start, stop))
    return { why: WHY.order };
  return { kind: 'interval', start, end: stop };
}

function readMember(text: string, isFirst: boolean, isLast: boolean): Member | Refusal {
  const ends = text.split('..');
  if (ends.length === 1) {
    const date = readDate(text);
    return 'why' in date ? date : { date };
  }
  const [fromText, toText] = ends;
  if (ends.length > 2 || fromText === undefined || toText === undefined || text === '..')
    return { why: WHY.form };
  if ((fromText === '' && !isFirst) || (toText === '' && !isLast)) return { why: WHY.openEnd };
  const from = fromText === '' ? undefined : readDate(fromText);
  const to = toText === '' ? undefined : readDate(toText);
  if (from && 'why' in from) return from;
  if (to && 'why' in to) return to;
  if (from && to && !inOrder(from, to)) return { why: WHY.order };
  return { ...(from && { from }), ...(to && { to }) };
}

function readSet(kind: 'one of' | 'all of', list: string): EdtfValue | Refusal {
  const texts = list.split(',');
  const members: Member[] = [];
  for (const [index, text] of texts.entries()) {
    const member = readMember(text, index === 0, index === texts.length - 1);
    if ('why' in member) return member;
    members.push(member);
  }
  return { kind, members };
}

const REMEMBERED = 20_000;
const remembered = new Map<string, EdtfValue>();

/** Reads a text into what it says, or why it is refused. Few dates make up a log of millions: each is read once. */
export function readEdtf(text: string): EdtfValue | Refusal {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const value = read(text);
  if ('why' in value) return value;
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(text, value);
  return value;
}

function read(text: string): EdtfValue | Refusal {
  if (text.length > 200) return { why: WHY.long };
  if (/^\[.*\]$/.test(text)) return readSet('one of', text.slice(1, -1));
  if (/^\{.*\}$/.test(text)) return readSet('all of', text.slice(1, -1));
  const [start, end, ...more] = text.split('/');
  if (start !== undefined && end !== undefined && more.length === 0) return readInterval(start, end);
  const date = readDate(text);
  return 'why' in date ? date : { kind: 'date', date };
}

/** The span of each date, or stretch of dates, that the value names. */
export function spansIn(value: EdtfValue): Span[] {
  const reach = (from?: ValidDate, to?: ValidDate): Span => ({
    earliest: from?.span.earliest ?? null,
    latest: to?.span.latest ?? null,
  });
  const dated = (end: End) => (typeof end === 'string' ? undefined : end);
  switch (value.kind) {
    case 'date':
      return [reach(value.date, value.date)];
    case 'interval':
      return [reach(dated(value.start), dated(value.end))];
    case 'one of':
    case 'all of':
      return value.members.map((m) => ('date' in m ? reach(m.date, m.date) : reach(m.from, m.to)));
  }
}
