import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { readSecurity } from '../security.js';
import type { SecurityFlags } from '../security.js';

interface Options extends SecurityFlags {
  data?: string;
  port: number;
  host?: string;
  memory?: boolean;
}

/** `event-store --data FOLDER | --memory`: serves until it is told to stop. */
export function serveCommand(program: Command): void {
  program
    .option('--data <folder>', 'where events are kept')
    .option('--memory', 'keep nothing on disk')
    .option('--port <number>', 'the port to listen on (0: any free one)', readPort, 2113)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--tls-certificate <file>', 'serve over TLS with this certificate (PEM)')
    .option('--tls-key <file>', 'the private key of that certificate (PEM)')
    .option('--users <file>', 'enforce credentials and $acl for the users in this JSON file')
    .action((options: Options) => serve(program, options));
}

async function serve(program: Command, options: Options): Promise<void> {
  const { data, memory, port, host } = options;
  if ((data === undefined) === (memory !== true)) {
    program.error('Say where to keep events: either --data FOLDER or --memory.');
  }
  const { startEventStore } = await import('#libs/embedded/src/event-store/start-event-store.js');
  const running = await startEventStore({
    dataDir: data,
    port,
    ...(host === undefined ? {} : { host }),
    ...readSecurity(options),
  });
  const stop = (): void => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // The supervisor that started this process is gone.
  process.once('disconnect', stop);
  process.stdout.write(`event store ready on ${running.connectionString}\n`);
  process.send?.({ ready: true, port: running.port });
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
}
