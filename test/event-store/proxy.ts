import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP proxy that can lose what either side says, as a broken network does. */
export interface Proxy {
  readonly connectionString: string;
  /** From now on the server hears everything and its answers are lost. */
  swallowAnswers(): void;
  /** From now on the server hears nothing. */
  swallowQuestions(): void;
  /** How many bytes from the client were lost so far. */
  unheard(): number;
  /** How many bytes the server has sent so far. */
  answered(): number;
  /** Breaks all connections; new ones work. */
  cut(): void;
  stop(): Promise<void>;
}

export async function startProxy(serverPort: number): Promise<Proxy> {
  let swallowing: 'answers' | 'questions' | null = null;
  let unheard = 0;
  let answered = 0;
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    client.on('data', (bytes) => {
      if (swallowing === 'questions') unheard += bytes.length;
      else server.write(bytes);
    });
    server.on('data', (bytes) => {
      answered += bytes.length;
      if (swallowing !== 'answers') client.write(bytes);
    });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const cut = (): void => {
    swallowing = null;
    for (const socket of sockets) socket.destroy();
  };
  return {
    connectionString: `esdb://127.0.0.1:${(proxy.address() as AddressInfo).port}?tls=false`,
    swallowAnswers: () => void (swallowing = 'answers'),
    swallowQuestions: () => void (swallowing = 'questions'),
    unheard: () => unheard,
    answered: () => answered,
    cut,
    async stop() {
      cut();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
