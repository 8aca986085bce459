import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventStore } from '#libs/event-store/src/event-store.js';
import type { RunnerStatus } from '#libs/projections/src/runner-status.js';
import type { ReactionsStatus } from '#libs/reactions/src/reaction-status.js';
import { lagsBehind } from './lags.js';

/** What the health page and the metrics tell of. */
export interface Watched {
  readonly status: RunnerStatus;
  readonly reactions: ReactionsStatus;
  readonly eventStore: EventStore;
}

/**
 * True unless a database is lost, a projection or a reaction stopped, or a projection stands at an earlier version whose rebuild
 * stopped; one that still catches up, or is being rebuilt, is ready: what it told last is read.
 */
export function isReady({ status, reactions }: Pick<Watched, 'status' | 'reactions'>): boolean {
  const { phase, eventStoreLost, projections, rebuilds } = status;
  if (phase === 'waiting' || eventStoreLost !== null) return false;
  if (Object.values(reactions).some(({ stopped }) => stopped !== null)) return false;
  return Object.entries(projections).every(
    ([name, { stopped, awaitsRebuild }]) => stopped === null && !(awaitsRebuild && rebuilds[name]?.stopped),
  );
}

/** Everything that the health page says. */
async function page(watched: Watched) {
  const { status, reactions, eventStore } = watched;
  const [behind, reacting] = await Promise.all([
    lagsBehind(eventStore, status.projections),
    lagsBehind(eventStore, reactions),
  ]);
  return { ready: isReady(watched), ...status, reactions, lag: { projections: behind, reactions: reacting } };
}

/** Answers `/health/live` and `/health/ready`; rejects with a sentence for the operator. */
export function serveHealth(
  at: { readonly host: string; readonly port: number },
  watched: Watched,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const answer = (code: number, body: object): void => {
      response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/health/live') answer(200, { live: true });
    else if (request.url === '/health/ready')
      page(watched).then(
        (found) => answer(found.ready ? 200 : 503, found),
        () => answer(503, { ready: false }),
      );
    else answer(404, { title: 'There is only /health/live and /health/ready here.' });
  });
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `The projector cannot listen on ${at.host}:${at.port} (${code}). Stop what uses that port, or set HOST and PORT to others.`,
        ),
      ),
    );
    server.listen(at.port, at.host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}
