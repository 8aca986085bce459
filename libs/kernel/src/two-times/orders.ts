import type { Axis } from './axis.js';
import { merged } from './possible-values.js';
import type { PossibleValue, Spanned } from './possible-values.js';

export interface Orders<V> {
  values: readonly PossibleValue<V>[];
  nothingYet: 'certainly' | 'perhaps' | 'no';
}

/** Enough for 12 statements that all overlap, on an axis with four values. */
export const LIMIT = 16_384;

/** A set of happened statements (all before `reach` but those that are waiting) with one value after them. */
interface Node<V> {
  reach: number;
  waiting: readonly number[];
  value: V;
  because: Set<number>;
  next: Node<V>[];
  completes: boolean;
}

/**
 * The values that can hold at the end of their day over every permitted order of all the statements; undefined when
 * no order is permitted, or (only where statements are seen from different days) none of them has such an end.
 * `statements` are sorted by `earliest`. See answerAt for the cost.
 */
export function everyOrder<V, E>(
  axis: Axis<V, E>,
  statements: readonly Spanned<E>[],
): Orders<V> | 'too many' | undefined {
  const begin: Node<V> = {
    reach: 0,
    waiting: [],
    value: axis.start,
    because: new Set(),
    next: [],
    completes: false,
  };
  const layers: Node<V>[][] = [[begin]];
  let count = 1;
  for (let done = 0; done < statements.length; done += 1) {
    const found = new Map<string, Node<V>[]>();
    for (const node of layers[done] ?? []) {
      count += advance(axis, statements, node, found);
      if (count > LIMIT) return 'too many';
    }
    layers.push([...found.values()].flat());
  }
  for (const node of layers.at(-1) ?? []) node.completes = true;
  for (const layer of layers.toReversed())
    for (const node of layer) node.completes ||= node.next.some((next) => next.completes);
  if (!begin.completes) return undefined;

  const nodes = layers.flat().filter((node) => node.completes && canEnd(node, statements));
  if (nodes.length === 0) return undefined;
  const nothing = nodes.includes(begin);
  return {
    values: merged(axis, nodes),
    nothingYet: !nothing ? 'no' : nodes.length === 1 ? 'certainly' : 'perhaps',
  };
}

/** Adds every permitted next step of a node to the layer that is being found; how many nodes are new. */
function advance<V, E>(
  axis: Axis<V, E>,
  statements: readonly Spanned<E>[],
  node: Node<V>,
  found: Map<string, Node<V>[]>,
): number {
  let created = 0;
  for (const index of canComeNext(statements, node)) {
    const statement = statements[index];
    const value = statement && axis.step(node.value, statement.event);
    if (statement === undefined || value === undefined) continue;

    const { reach, waiting } = withHappened(node, index);
    const key = `${reach}/${waiting.join()}`;
    const alike = found.get(key) ?? [];
    if (alike.length === 0) found.set(key, alike);
    let next = alike.find((other) => axis.same(other.value, value));
    if (!next) {
      next = { reach, waiting, value, because: new Set(), next: [], completes: false };
      alike.push(next);
      created += 1;
    }
    node.next.push(next);
    if (axis.same(node.value, value)) for (const revision of node.because) next.because.add(revision);
    else next.because.add(statement.revision);
  }
  return created;
}

/** Those that have not happened and that nothing else that has not happened must come before. */
function canComeNext<V, E>(statements: readonly Spanned<E>[], { reach, waiting }: Node<V>): number[] {
  const indexes: number[] = [];
  let earliestEnd = '~';
  for (let at = 0; ; at += 1) {
    const index = waiting[at] ?? reach + at - waiting.length;
    const statement = statements[index];
    if (!statement || earliestEnd < statement.earliest) return indexes;
    if (statement.latest < earliestEnd) earliestEnd = statement.latest;
    indexes.push(index);
  }
}

function withHappened<V>({ reach, waiting }: Node<V>, index: number): Pick<Node<V>, 'reach' | 'waiting'> {
  if (index < reach) return { reach, waiting: waiting.filter((other) => other !== index) };
  const skipped = Array.from({ length: index - reach }, (_, at) => reach + at);
  return { reach: index + 1, waiting: [...waiting, ...skipped] };
}

/** Can the day end here: all that must have happened by then is in, and nothing that comes later? */
function canEnd<V, E>({ reach, waiting }: Node<V>, statements: readonly Spanned<E>[]): boolean {
  return statements.every(({ earliest, latest, day }, index) =>
    index < reach && !waiting.includes(index) ? earliest <= day : latest > day,
  );
}
