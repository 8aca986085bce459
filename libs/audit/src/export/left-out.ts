import { homewardEvents } from '#libs/stored-events/src/homeward-events.js';
import { namedStreams } from '#libs/stored-events/src/named-streams.js';
import type { Told } from '../subjects/told.js';

/** What an export of these events does not hold, so that nobody takes it for more than it is. */
export function leftOut(events: Told): string[] {
  const own = events[0]?.stream;
  const named = new Set(
    events.flatMap(({ event }) => namedStreams(homewardEvents, event).map(({ stream }) => stream)),
  );
  const others = [...named].filter((stream) => stream !== own).sort();
  const erased = events.filter(({ event }) => hasErased(event.data)).length;
  return [
    ...(others.length === 0
      ? []
      : [`What it refers to, each to be exported by itself: ${others.join(', ')}.`]),
    'Documents, claims, laboratories and methods that its events rest on: Homeward keeps their ids only.',
    ...(erased === 0 ? [] : [`Personal data in ${erased} of its events, which was erased for ever.`]),
    'Reads of lists, searches and figures in which it appeared without being asked for by its id; and this export itself, which is recorded after it was put together.',
    'Earlier forms of its events: each is given as this software reads it today.',
  ];
}

function hasErased(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ('kind' in value && value.kind === 'erased') || Object.values(value).some(hasErased);
}
