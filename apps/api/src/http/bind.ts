import { validateSync } from 'class-validator';
import type { FieldProblem } from './field-problem.js';

export type BodyClass<T extends object = object> = new () => T;

/** What a body class says of one of its fields. `nested` chooses the class of an object by what was sent. */
export interface FieldRule {
  readonly optional: boolean;
  readonly list: boolean;
  /** How many items a list may have; LONGEST_LIST unless it is less. */
  readonly most?: number;
  readonly nested?: (sent: Members) => BodyClass | FieldProblem;
}

export type Members = Readonly<Record<string, unknown>>;

const rulesOf = new WeakMap<object, Map<string, FieldRule>>();

/** Called by the field decorators. */
export function addField(prototype: object, name: string, rule: FieldRule): void {
  const rules = rulesOf.get(prototype) ?? new Map<string, FieldRule>();
  rulesOf.set(prototype, rules.set(name, rule));
}

/** The fields of a class and of those that it extends. */
function fieldsOf(prototype: object | null): ReadonlyMap<string, FieldRule> {
  if (prototype === null || prototype === Object.prototype) return new Map();
  const inherited = fieldsOf(Object.getPrototypeOf(prototype) as object | null);
  return new Map([...inherited, ...(rulesOf.get(prototype) ?? [])]);
}

const LONGEST_LIST = 1_000;

/**
 * The value that was sent, as plain data with exactly the fields of the class: absent optional ones are null.
 * What does not fit is added to `problems`, with a JSON pointer (RFC 6901); then the value must not be used.
 */
export function bind<T extends object>(
  body: BodyClass<T>,
  sent: unknown,
  problems: FieldProblem[],
  pointer = '',
): T {
  const value: Record<string, unknown> = {};
  if (!isMembers(sent)) {
    problems.push({ pointer, rule: 'An object stands here.', remedy: 'Send a JSON object.' });
    return value as T;
  }
  const rules = fieldsOf(body.prototype as object);
  for (const name of Object.keys(sent)) {
    if (!rules.has(name)) problems.push(unknownField(`${pointer}/${escaped(name)}`, [...rules.keys()]));
  }
  const checked = new body() as Record<string, unknown>;
  for (const [name, rule] of rules) {
    const of = Object.hasOwn(sent, name) ? sent[name] : null;
    if (of === null) {
      value[name] = null;
      if (!rule.optional) problems.push(missingField(`${pointer}/${name}`));
    } else if (rule.nested) {
      value[name] = bindNested(rule, rule.nested, of, problems, `${pointer}/${name}`);
    } else {
      value[name] = checked[name] = of;
    }
  }
  problems.push(...faultsOf(checked, pointer));
  return value as T;
}

function bindNested(
  { list, most = LONGEST_LIST }: FieldRule,
  choose: NonNullable<FieldRule['nested']>,
  sent: unknown,
  problems: FieldProblem[],
  pointer: string,
): unknown {
  const one = (item: unknown, at: string): unknown => {
    const chosen = isMembers(item) ? choose(item) : Object;
    if (typeof chosen === 'function') return bind(chosen as BodyClass, item, problems, at);
    problems.push({ ...chosen, pointer: `${at}${'pointer' in chosen ? chosen.pointer : ''}` });
    return null;
  };
  if (!list) return one(sent, pointer);
  if (Array.isArray(sent) && sent.length <= most)
    return sent.map((item, index) => one(item, `${pointer}/${index}`));
  problems.push({
    pointer,
    rule: `A list of at most ${most} stands here.`,
    remedy: 'Send a JSON array, in parts or of fewer items if it is longer.',
  });
  return null;
}

function faultsOf(checked: object, pointer: string): FieldProblem[] {
  const errors = validateSync(checked, {
    skipMissingProperties: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
  });
  return errors.map(({ property, constraints = {}, contexts = {} }) => {
    const [name = ''] = Object.keys(constraints);
    const { remedy } = contexts[name] as { remedy: string };
    return { pointer: `${pointer}/${property}`, rule: constraints[name] ?? '', remedy };
  });
}

const isMembers = (sent: unknown): sent is Members =>
  typeof sent === 'object' && sent !== null && !Array.isArray(sent);

const escaped = (name: string): string => name.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1');

const unknownField = (pointer: string, known: readonly string[]): FieldProblem => ({
  pointer,
  rule: 'No such field is known here.',
  remedy: known.length === 0 ? 'Leave it out.' : `Leave it out; known are ${known.join(', ')}.`,
});

const missingField = (pointer: string): FieldProblem => ({
  pointer,
  rule: 'This field is needed.',
  remedy: 'Give it; /docs has an example.',
});
