import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunnerStatus } from '#libs/projections/src/runner-status.js';

/**
 * True unless a database is lost, a projection stopped, or one stands at an earlier version whose rebuild stopped; one that still
 * catches up, or is being rebuilt, is ready: what it told last is read.
 */
export function isReady({ phase, eventStoreLost, projections, rebuilds }: RunnerStatus): boolean {
  if (phase === 'waiting' || eventStoreLost !== null) return false;
  return Object.entries(projections).every(
    ([name, { stopped, awaitsRebuild }]) => stopped === null && !(awaitsRebuild && rebuilds[name]?.stopped),
  );
}

/** Answers `/health/live` and `/health/ready`; rejects with a sentence for the operator. */
export function serveHealth(
  at: { readonly host: string; readonly port: number },
  status: RunnerStatus,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const answer = (code: number, body: object): void => {
      response.writeHead(code, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/health/live') answer(200, { live: true });
    else if (request.url === '/health/ready') {
      const ready = isReady(status);
      answer(ready ? 200 : 503, { ready, ...status });
    } else answer(404, { title: 'There is only /health/live and /health/ready here.' });
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
