import { randomBytes } from 'node:crypto';

/** 300 bytes of JSON, as in the figures of the real server. */
export const sampleData = { text: randomBytes(144).toString('hex') };

export const sampleType = 'SampleRecorded';
