import type { Projection } from '#libs/projections/src/projection.js';
import { REACTIONS } from '#libs/reactions/src/ask-reaction.js';
import { allProjections } from '#libs/read-models/src/all-projections.js';
import { noSuchPart } from '../http/problems.js';

/** Throws a Problem for a name that there is not. */
export function projectionNamed(name: string): Projection {
  const found = allProjections.find((projection) => projection.name === name);
  if (found !== undefined) return found;
  throw noSuchPart(
    'projection',
    allProjections.map((projection) => projection.name),
  );
}

/** Throws a Problem for a name that there is not. */
export function reactionNamed(name: string): string {
  if (REACTIONS.includes(name)) return name;
  throw noSuchPart('reaction', REACTIONS);
}
