import type { CivilDay } from '../../edtf/civil-day.js';
import { certainlyBefore, certainlyBy, mayBeBy } from '../../edtf/span.js';
import type { Answer } from '../answer-at.js';
import { captivityLike } from './captivity-like.js';
import type { Phase, Statement } from './captivity-like.js';

interface Placed extends Statement {
  may: boolean;
  must: boolean;
  /** The revisions of those that are certainly earlier. */
  after: ReadonlySet<number>;
}

function place(statements: readonly Statement[], day: CivilDay): Placed[] {
  return statements.map((statement) => ({
    ...statement,
    may: mayBeBy(statement.occurredAt, day),
    must: certainlyBy(statement.occurredAt, day),
    after: new Set(
      statements
        .filter((other) => certainlyBefore(other.occurredAt, statement.occurredAt))
        .map(({ revision }) => revision),
    ),
  }));
}

function ordersByDate(items: readonly Placed[]): Placed[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) => {
    const rest = items.toSpliced(at, 1);
    if (rest.some(({ revision }) => item.after.has(revision))) return [];
    return ordersByDate(rest).map((order) => [item, ...order]);
  });
}

interface Moment {
  value: Phase;
  because: number | undefined;
}

/** The value before the first step and after each; undefined when a step is forbidden and that is not forgiven. */
function moments(order: readonly Placed[], forgive: boolean): Moment[] | undefined {
  let last: Moment = { value: captivityLike.start, because: undefined };
  const told = [last];
  for (const { revision, event } of order) {
    const next = captivityLike.step(last.value, event);
    if (next === undefined && !forgive) return undefined;
    if (next !== undefined && next !== last.value) last = { value: next, because: revision };
    told.push(last);
  }
  return told;
}

/** Can the day end when just the first `count` of the order have happened? */
const canEnd = (order: readonly Placed[], count: number): boolean =>
  order.every(({ may, must }, at) => (at < count ? may : !must));

function momentsOfAll(items: readonly Placed[], forgive: boolean) {
  let anyOrder = false;
  const found: (Moment & { count: number })[] = [];
  for (const order of ordersByDate(items)) {
    const told = moments(order, forgive);
    if (!told) continue;
    anyOrder = true;
    for (const [count, moment] of told.entries()) if (canEnd(order, count)) found.push({ ...moment, count });
  }
  return anyOrder ? found : undefined;
}

export const isContradictory = (statements: readonly Statement[], day: CivilDay): boolean =>
  momentsOfAll(place(statements, day), false) === undefined;

/** The answer by trying every order there is. */
export function bruteForce(statements: readonly Statement[], day: CivilDay): Answer<Phase> {
  const all = place(statements, day);
  const byDay = all.filter(({ may }) => may);
  const permitted = momentsOfAll(all, false) ?? momentsOfAll(byDay, false);
  const found = permitted ?? momentsOfAll(byDay, true) ?? [];
  if (found.every(({ count }) => count === 0)) return { kind: 'unknown' };
  const values = [...new Set(found.map(({ value }) => value))].map((value) => {
    const because = new Set(found.flatMap((m) => (m.value === value ? (m.because ?? []) : [])));
    return { value, because: [...because].sort((a, b) => a - b) };
  });
  const [only] = values;
  const sure = permitted && values.length === 1 && found.every(({ count }) => count > 0);
  return sure && only ? { kind: 'certain', ...only } : { kind: 'possible', values };
}
