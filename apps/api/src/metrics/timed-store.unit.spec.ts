import { describe, expect, it } from '@jest/globals';
import type { AppendOutcome, EventStore } from '#libs/event-store/src/event-store.js';
import { ApiMetrics } from './api-metrics.js';
import { timedStore } from './timed-store.js';

const APPENDED: AppendOutcome = { kind: 'appended', revision: 0, position: 1n };
const UNKNOWN: AppendOutcome = { kind: 'unknown', cause: null };
const event = (id: string) => ({ id, type: 'T', data: Buffer.from(''), metadata: Buffer.from('') });

describe('A timed store', () => {
  it('counts an append as resolved once an unknown outcome has become known, and only then', async () => {
    const answers: AppendOutcome[] = [UNKNOWN, UNKNOWN, APPENDED, APPENDED, { kind: 'conflict' }];
    const metrics = new ApiMetrics();
    const append = () => Promise.resolve(answers.shift() ?? APPENDED);
    const store = timedStore({ append } as Partial<EventStore> as EventStore, metrics);
    const resolved = async () => (await metrics.resolved.get()).values[0]?.value;

    for (let times = 0; times < 2; times += 1) await store.append('s', 'no_stream', [event('a')]);
    expect(await resolved()).toBe(0);
    expect(await store.append('s', 'no_stream', [event('a')])).toBe(APPENDED);
    expect(await resolved()).toBe(1);
    await store.append('s', 0, [event('b')]);
    await store.append('s', 0, [event('c')]);
    expect(await resolved()).toBe(1);
    const told = await metrics.registry.metrics();
    expect(told).toContain('homeward_append_seconds_count{answer="unknown"} 2');
    expect(told).toContain('homeward_append_seconds_count{answer="conflict"} 1');
  });
});
