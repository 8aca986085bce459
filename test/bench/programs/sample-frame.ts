import { randomBytes } from 'node:crypto';
import { encodeEventFrame } from '#libs/embedded/src/event-store/wire/event-frame.js';
import { sampleData, sampleType } from './sample-event.js';

/** What the server stores and sends of a sample event. */
export const sampleFrame = encodeEventFrame(
  {
    id: randomBytes(16),
    type: sampleType,
    isJson: true,
    data: Buffer.from(JSON.stringify(sampleData)),
    metadata: Buffer.alloc(0),
  },
  { stream: Buffer.from('bench-0'), revision: 7, position: 1_000_000, createdTicks: '17000000000000000' },
);
