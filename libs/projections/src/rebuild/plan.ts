import type { Answer, OpenRequest } from '#libs/records/src/operator-requests.js';
import type { Projection } from '../projection.js';
import { isUnderWay, type StoredRebuild } from './stored-rebuild.js';

/** What is known when it is decided which rebuilds to carry on, begin, or refuse. */
export interface Situation {
  readonly projections: readonly Pick<Projection, 'name' | 'version'>[];
  /** By projection: which version filled the tables that are read. */
  readonly versions: ReadonlyMap<string, number>;
  readonly rebuilds: readonly StoredRebuild[];
  readonly requests: readonly OpenRequest[];
  /** The columns of the tables that are read, by projection. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Of a projection, the events of which an operator said since then that this version passes over them. */
  skippedSince(projection: string, at: Date): readonly string[];
  /** Whether rebuilds that stopped are tried again now. */
  readonly tryStopped: boolean;
}

export type Step =
  | { readonly kind: 'go on'; readonly rebuild: StoredRebuild }
  | {
      readonly kind: 'begin';
      readonly projection: string;
      readonly version: number;
      readonly throttle: number | null;
      readonly request: string | null;
    }
  | { readonly kind: 'forget'; readonly projection: string; readonly request: string }
  | { readonly kind: 'answer'; readonly request: string; readonly answer: Answer };

/** What to do, in this order. One rebuild of a projection at a time; a request for another is refused while it gets on. */
export function plan(situation: Situation): Step[] {
  return situation.projections.flatMap((projection) => stepsFor(projection, situation));
}

function stepsFor({ name, version }: Pick<Projection, 'name' | 'version'>, situation: Situation): Step[] {
  const filledBy = situation.versions.get(name) ?? version;
  const found = situation.rebuilds.find(({ projection }) => projection === name) ?? null;
  const requests = situation.requests.filter(({ projection }) => projection === name);
  const newer = Math.max(filledBy, found?.version ?? 0) > version;
  if (newer)
    return requests.map(({ id }) => refusal(id, `${name} belongs to a newer version of the software.`));

  const underWay = found !== null && isUnderWay(found) ? found : null;
  const forgets = requests.filter(({ kind }) => kind === 'forget-old');
  const steps: Step[] = forgets.map(({ id }) => ({ kind: 'forget', projection: name, request: id }));
  const [first, ...others] = requests.filter(
    ({ kind, id }) => kind === 'rebuild' && id !== underWay?.request,
  );
  const begin = (request: OpenRequest | null, throttle = request?.throttle ?? null): Step => ({
    kind: 'begin',
    projection: name,
    version,
    throttle,
    request: request?.id ?? null,
  });
  const refuseOthers = (all: readonly OpenRequest[]): Step[] =>
    all.map(({ id }) => refusal(id, `${name} is being rebuilt already: wait until that is done.`));

  if (underWay === null) {
    if (first === undefined && filledBy >= version) return steps;
    return [...steps, begin(first ?? null), ...refuseOthers(others)];
  }
  const isObsolete = underWay.version < version;
  if (isObsolete || (first !== undefined && underWay.stopped !== null)) {
    const superseded = underWay.request === null ? [] : [supersession(underWay.request, name)];
    return [...steps, ...superseded, begin(first ?? null), ...refuseOthers(others)];
  }
  steps.push(...refuseOthers(first === undefined ? [] : [first, ...others]));
  if (mustBeginAnew(underWay, situation))
    return [
      ...steps,
      { kind: 'begin', projection: name, version, throttle: underWay.throttle, request: underWay.request },
    ];
  if (underWay.stopped === null || situation.tryStopped) steps.push({ kind: 'go on', rebuild: underWay });
  return steps;
}

/** The table was changed in between, or it may have passed an event that is to be skipped. */
function mustBeginAnew(rebuild: StoredRebuild, { definitions, skippedSince }: Situation): boolean {
  const { projection, definition, startedAt, skipped, stopped } = rebuild;
  if (definitions.get(projection) !== definition) return true;
  return skippedSince(projection, startedAt).some(
    (id) => id !== stopped?.event?.id && !skipped.some((each) => each.id === id),
  );
}

function refusal(request: string, explanation: string): Step {
  return { kind: 'answer', request, answer: { outcome: 'refused', explanation } };
}

function supersession(request: string, name: string): Step {
  return {
    kind: 'answer',
    request,
    answer: { outcome: 'superseded', explanation: `Another rebuild of ${name} was begun from the start.` },
  };
}
