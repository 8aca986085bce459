import { startEventStore } from '#libs/embedded/src/event-store/start-event-store.js';

const [dataDir, port] = process.argv.slice(2);
const server = await startEventStore({ dataDir, port: Number(port) });
process.stdout.write(`${JSON.stringify({ port: server.port, connectionString: server.connectionString })}\n`);
// Ends with its parent, however that ends.
process.stdin.on('end', () => process.exit()).resume();
