import { measured, startProgram, type Program } from '../processes.js';
import { openPlace } from '../../faults/place.js';
import type { Measurement } from '../race.js';
import { quantile, spread } from '../spread.js';

/** So many callers keep the rate together, so that one who waits for a read holds up few others. */
const FOLLOWERS = 32;

/** Commands through the api, beside the client's own appends to the same store, and how far the tables lag behind them. */
export const commands: Measurement = {
  name: 'commands',
  about:
    'notes added over HTTP at concurrency 1, 16 and 64, beside raw client appends to the same store; live lag',
  async open({ seconds, reads }) {
    const place = await openPlace();
    const { port } = new URL(place.eventStoreUrl.replace('esdb:', 'http:'));
    const raw = await startProgram('client', port);
    const caller = await startProgram('caller', place.apiUrl, place.tokens.caseworker);
    const api: Pick<Program, 'pid'> = { pid: place.parts.api.pid };
    const store: Pick<Program, 'pid'> = { pid: place.parts['event-store'].pid };
    const rates: number[] = [];
    const over = (callers: number) => ({
      ours: async () => {
        const lap = await measured(api, caller.ask('command', { seconds, callers }));
        if (callers === 64) rates.push(lap.operations / lap.seconds);
        return lap;
      },
      // Of a type that is known, in streams of no kind: at one that is newer than the software the projector would stop.
      'raw client': () =>
        measured(store, raw.ask('append', { seconds, writers: callers, eventsEach: 1, type: 'NoteAdded' })),
    });
    return {
      races: [1, 16, 64].map((callers) => ({
        name: `commands, ${callers} at a time`,
        unit: 'commands',
        contenders: over(callers),
      })),
      async notes() {
        const rate = Math.floor((spread(rates)?.median ?? 0) / 2);
        if (rate === 0) return [];
        const { millis, ...lap } = await caller.ask('follow', { callers: FOLLOWERS, rate, reads });
        const lags = millis?.flat() ?? [];
        const at = (share: number): string => quantile(lags, share).toFixed(1);
        return [
          `live lag at ${Math.round(lap.operations / lap.seconds)} commands a second, half of the most being ${rate}: from the answer of a command ` +
            `until a read shows it, ${lags.length} times: median ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)} ms`,
        ];
      },
      async close() {
        await Promise.all([raw.stop(), caller.stop()]);
        await place.close();
      },
    };
  },
};
