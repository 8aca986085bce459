import { bind } from '../http/bind.js';
import type { FieldProblem } from '../http/field-problem.js';
import { checkedField } from '../http/fields.js';
import { invalidInput, malformedJson } from '../http/problems.js';
import type { Problem } from '../http/problem.js';
import type { Line } from './split-lines.js';

/** The longest line that is taken, in bytes: as much as a body has at a door of its own. */
export const LINE_BYTES = 64 * 1_024;

const REF = String.raw`[A-Za-z0-9][A-Za-z0-9._-]{0,39}`;
const WHOLE_REF = new RegExp(`^${REF}$`);
/** Where an id stands, or the name of a case's stream, the ref of the line that opened the case may stand in braces. */
const NAMED = new RegExp(String.raw`^(case-)?\{(${REF})\}$`);

export class IntakeLineBody {
  @checkedField(
    {
      name: 'ref',
      fits: (value) => typeof value === 'string' && WHOLE_REF.test(value),
      rule: 'A ref is 1 to 40 letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.',
      remedy:
        'Name the place of the line in the list, such as p3-17, and nothing of the person: it is never erased.',
    },
    { type: 'string', maxLength: 40 },
    { example: 'l2' },
  )
  readonly ref!: string;

  @checkedField(
    {
      name: 'post',
      fits: (value) => typeof value === 'string' && value.length <= 200,
      rule: 'The path stands here to which the body would be posted.',
      remedy: 'Write it as /cases, or as /cases/{l1}/capture for the case that the line l1 opened.',
    },
    { type: 'string', maxLength: 200 },
    { example: '/cases/{l1}/capture' },
  )
  readonly post!: string;

  @checkedField(
    {
      name: 'body',
      fits: (value) => typeof value === 'object' && !Array.isArray(value),
      rule: 'An object stands here.',
      remedy: 'Give the body that the path takes.',
    },
    { type: 'object', additionalProperties: true },
    { description: 'As the path takes it' },
  )
  readonly body!: object;
}

/** A line as it was read: what it asks, or why nobody can tell. */
export type ReadLine =
  | { readonly number: number; readonly text: string; readonly asks: IntakeLineBody }
  | { readonly number: number; readonly ref: string | null; readonly problem: Problem };

export function readLine(line: Line): ReadLine {
  const { number } = line;
  if ('fault' in line) return { number, ref: null, problem: invalidInput(FAULTS[line.fault]) };
  let sent: unknown;
  try {
    sent = JSON.parse(line.text);
  } catch {
    return { number, ref: null, problem: malformedJson() };
  }
  const problems: FieldProblem[] = [];
  const asks = bind(IntakeLineBody, sent, problems);
  if (problems.length === 0) return { number, text: line.text.trim(), asks };
  const ref = typeof asks.ref === 'string' && WHOLE_REF.test(asks.ref) ? asks.ref : null;
  return { number, ref, problem: invalidInput(...problems.slice(0, 50)) };
}

const FAULTS = {
  'too-long': {
    pointer: '',
    rule: `A line has at most ${LINE_BYTES} bytes.`,
    remedy: 'Say it in several lines.',
  },
  'not-utf-8': { pointer: '', rule: 'A line is UTF-8.', remedy: 'Save the list as UTF-8.' },
} as const satisfies Record<string, FieldProblem>;

const DEEPEST = 32;

/** The line with ids in place of refs, and the refs that it named. */
export function withIds(
  { ref, post, body }: IntakeLineBody,
  idOf: (ref: string) => string,
): { readonly asks: IntakeLineBody; readonly named: readonly string[] } {
  const named = new Set<string>();
  const text = (value: string): string => {
    const [, prefix = '', of] = NAMED.exec(value) ?? [];
    if (of === undefined) return value;
    named.add(of);
    return prefix + idOf(of);
  };
  // What nests deeper than any body of ours is left as it is, and refused where it is bound.
  const inside = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
    if (Array.isArray(value)) return value.map((item) => inside(item, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, inside(of, depth + 1)]));
  };
  const path = post.split('/').map(text).join('/');
  return { asks: { ref, post: path, body: inside(body, 0) as object }, named: [...named] };
}
