import type { CivilDay } from '../edtf/civil-day.js';
import type { Axis } from './axis.js';

/** A statement with its span as text that compares: '' for no first day, '~' for no last. */
export interface Spanned<E> {
  revision: number;
  event: E;
  earliest: string;
  latest: string;
}

/** A value and the revisions that may have brought it about last. */
export interface Held<V> {
  value: V;
  because: readonly number[];
}

export interface Orders<V> {
  held: readonly Held<V>[];
  nothingYet: 'certainly' | 'perhaps' | 'no';
}

export const LIMIT = 20_000;

/** A set of happened statements (all before `from`, and those of the mask beyond it) with one value after them. */
interface Node<V> {
  from: number;
  mask: bigint;
  value: V;
  because: Set<number>;
  next: Node<V>[];
  completes: boolean;
}

/**
 * The values that can hold at the end of `day` over every permitted order of all the statements; undefined when
 * no order is permitted. `statements` are sorted by `earliest`. See answerAt for the cost.
 */
export function everyOrder<V, E>(
  axis: Axis<V, E>,
  statements: readonly Spanned<E>[],
  day: CivilDay,
): Orders<V> | 'too many' | undefined {
  const begin: Node<V> = {
    from: 0,
    mask: 0n,
    value: axis.start,
    because: new Set(),
    next: [],
    completes: false,
  };
  const layers: Node<V>[][] = [[begin]];
  let count = 1;
  for (let done = 0; done < statements.length; done += 1) {
    const found = new Map<string, Node<V>[]>();
    for (const node of layers[done] ?? []) count += advance(axis, statements, node, found);
    if (count > LIMIT) return 'too many';
    layers.push([...found.values()].flat());
  }
  for (const node of layers.at(-1) ?? []) node.completes = true;
  for (const layer of layers.toReversed())
    for (const node of layer) node.completes ||= node.next.some((next) => next.completes);
  if (!begin.completes) return undefined;

  const nodes = layers.flat().filter((node) => node.completes && canEnd(node, statements, day));
  const nothing = nodes.includes(begin);
  return {
    held: merged(axis, nodes),
    nothingYet: !nothing ? 'no' : nodes.length === 1 ? 'certainly' : 'perhaps',
  };
}

const has = (node: { from: number; mask: bigint }, index: number): boolean =>
  index < node.from || ((node.mask >> BigInt(index - node.from)) & 1n) === 1n;

/** Adds every permitted next step of a node to the layer that is being found; how many nodes are new. */
function advance<V, E>(
  axis: Axis<V, E>,
  statements: readonly Spanned<E>[],
  node: Node<V>,
  found: Map<string, Node<V>[]>,
): number {
  let created = 0;
  let earliestEnd = '~';
  for (let index = node.from; index < statements.length; index += 1) {
    const statement = statements[index];
    if (!statement || has(node, index)) continue;
    if (earliestEnd < statement.earliest) break;
    if (statement.latest < earliestEnd) earliestEnd = statement.latest;
    const value = axis.step(node.value, statement.event);
    if (value === undefined) continue;

    let { from, mask } = { from: node.from, mask: node.mask | (1n << BigInt(index - node.from)) };
    for (; mask & 1n; mask >>= 1n) from += 1;
    const key = `${from}/${mask}`;
    const alike = found.get(key) ?? [];
    if (alike.length === 0) found.set(key, alike);
    let next = alike.find((other) => axis.same(other.value, value));
    if (!next) {
      next = { from, mask, value, because: new Set(), next: [], completes: false };
      alike.push(next);
      created += 1;
    }
    node.next.push(next);
    if (axis.same(node.value, value)) for (const revision of node.because) next.because.add(revision);
    else next.because.add(statement.revision);
  }
  return created;
}

/** Can the day end here: all that must have happened by then is in, and nothing that comes later? */
function canEnd<V, E>(node: Node<V>, statements: readonly Spanned<E>[], day: CivilDay): boolean {
  return statements.every(({ earliest, latest }, index) =>
    has(node, index) ? earliest <= day : latest > day,
  );
}

function merged<V, E>(axis: Axis<V, E>, nodes: readonly { value: V; because: Set<number> }[]): Held<V>[] {
  const groups: { value: V; because: Set<number> }[] = [];
  for (const { value, because } of nodes) {
    const group = groups.find((other) => axis.same(other.value, value));
    if (group) for (const revision of because) group.because.add(revision);
    else groups.push({ value, because: new Set(because) });
  }
  return groups
    .map(({ value, because }) => ({ value, because: [...because].sort((a, b) => a - b) }))
    .sort((a, b) => (a.because[0] ?? -1) - (b.because[0] ?? -1));
}

/** Every value that the statements can produce in any order, repeated or left out; none when too many. */
export function looseValues<V, E>(axis: Axis<V, E>, statements: readonly Spanned<E>[]): Held<V>[] {
  const reached: { value: V; because: Set<number> }[] = [{ value: axis.start, because: new Set() }];
  for (const { value } of reached) {
    for (const { event, revision } of statements) {
      const stepped = axis.step(value, event) ?? value;
      if (axis.same(value, stepped)) continue;
      const known = reached.find((other) => axis.same(other.value, stepped));
      if (known) known.because.add(revision);
      else reached.push({ value: stepped, because: new Set([revision]) });
      if (reached.length > 100) return [];
    }
  }
  return merged(axis, reached);
}
