import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunnerStatus } from '#libs/projections/src/runner-status.js';

/** True unless it waits for a database or a projection stopped; one that still catches up is ready. */
export function isReady({ phase, projections }: RunnerStatus): boolean {
  return phase !== 'waiting' && Object.values(projections).every(({ stopped }) => stopped === null);
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
