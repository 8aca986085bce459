import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

/** Answers `/metrics` and nothing else, on a port of its own; rejects with a sentence for the operator. */
export function serveMetrics(
  at: { readonly host: string; readonly port: number },
  registry: Registry,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    const found = request.url === '/metrics' && (request.method === 'GET' || request.method === 'HEAD');
    if (!found) {
      response
        .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
        .end('There is only GET /metrics here.\n');
      return;
    }
    registry.metrics().then(
      (text) =>
        response
          .writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' })
          .end(request.method === 'HEAD' ? undefined : text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new Error(
          `Metrics cannot be served on ${at.host}:${at.port} (${code}). Stop what uses that port, or set METRICS_HOST and METRICS_PORT to others.`,
        ),
      ),
    );
    server.listen(at.port, at.host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}
