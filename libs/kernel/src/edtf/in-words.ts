import type { DatePart, DatePattern } from './date-pattern.js';
import type { Edtf } from './edtf.js';
import { patternWords } from './pattern-in-words.js';
import { readEdtf } from './syntax.js';
import type { EdtfValue, Member } from './syntax.js';

interface Worded {
  /** After a verb: "on 14 June 2025", "about May 2022". */
  full: string;
  /** After a preposition: "14 June 2025", "about May 2022". */
  bare: string;
}

function inWordsOf(pattern: DatePattern): Worded {
  const names = (['year', 'month', 'day'] as const).filter((name) => pattern[name]);
  const having = (quality: keyof DatePart) => names.filter((name) => pattern[name]?.[quality] === true);
  const [uncertain, approximate] = [having('uncertain'), having('approximate')];
  const { preposition, bare } = patternWords(pattern);
  const about = approximate.length === names.length && !bare.includes('unknown');
  const note = (parts: string[], quality: string): string[] => {
    if (parts.length === 0) return [];
    return [parts.length === names.length ? quality : `${parts.join(' and ')} ${quality}`];
  };
  const notes = [...note(uncertain, 'uncertain'), ...(about ? [] : note(approximate, 'approximate'))];
  const suffix = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  if (about) return { full: `about ${bare}${suffix}`, bare: `about ${bare}${suffix}` };
  return { full: `${preposition} ${bare}${suffix}`, bare: bare + suffix };
}

const PLAIN = /^(\d+ )?([A-Z][a-z]+ )?\d+$/;

/** Two plain dates of the same precision share what they have in common: "20 May", "3 June 2022". */
function shortened(from: string, to: string): string {
  const [first, second] = [from.split(' '), to.split(' ')];
  if (!PLAIN.test(from) || !PLAIN.test(to) || first.length !== second.length) return from;
  while (first.length > 1 && first.at(-1) === second.at(-1)) {
    first.pop();
    second.pop();
  }
  return first.join(' ');
}

function stretch(from: DatePattern, to: DatePattern, [before, and]: readonly [string, string]): string {
  const [start, end] = [inWordsOf(from), inWordsOf(to)];
  if (start.full === end.full) return start.full;
  return `${before} ${shortened(start.bare, end.bare)} ${and} ${end.bare}`;
}

const IN_SETS = {
  'one of': { join: ' or ', from: 'no earlier than', to: 'no later than', both: ['between', 'and'] },
  'all of': { join: ' and ', from: 'at all times from', to: 'at all times up to', both: ['from', 'to'] },
} as const;

function memberWords(kind: 'one of' | 'all of', member: Member): string {
  const words = IN_SETS[kind];
  if ('date' in member) return inWordsOf(member.date).full;
  if (member.from && member.to) return stretch(member.from, member.to, words.both);
  if (member.from) return `${words.from} ${inWordsOf(member.from).bare}`;
  return member.to ? `${words.to} ${inWordsOf(member.to).bare}` : '';
}

function intervalWords({ start, end }: Extract<EdtfValue, { kind: 'interval' }>): string {
  if (typeof start === 'object' && typeof end === 'object') return stretch(start, end, ['between', 'and']);
  if (typeof start === 'object') return `since ${inWordsOf(start).bare}, end ${String(end)}`;
  return typeof end === 'object' ? `no later than ${inWordsOf(end).bare}, start ${start}` : '';
}

/**
 * Plain English that reads well after a verb: "was captured on 14 June 2025", "... between 20 May and 3 June 2022",
 * "... since May 2022, end open", "... on an unknown day". Never fills in a part that is not known.
 */
export function inWords(value: Edtf): string {
  const read = readEdtf(value);
  if ('why' in read) throw new RangeError(read.why);
  switch (read.kind) {
    case 'date':
      return inWordsOf(read.date).full;
    case 'interval':
      return intervalWords(read);
    case 'one of':
    case 'all of':
      return read.members.map((member) => memberWords(read.kind, member)).join(IN_SETS[read.kind].join);
  }
}
