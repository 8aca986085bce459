import { parentPort, workerData } from 'node:worker_threads';
import { serveReads } from '#libs/event-store/src/reads-apart/serve-reads.js';

if (parentPort !== null) serveReads(parentPort, workerData as string);
