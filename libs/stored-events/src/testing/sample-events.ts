import type { AnyEvent } from '../any-event.js';

export const WITNESS = 'case-6a1d2c3b-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
export const INTAKE = '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9';
const source = [{ kind: 'source', speaker: 'icrc' }];

export const sighted = (changes: object = {}): AnyEvent & { data: Record<string, unknown> } => ({
  type: 'Sighted',
  data: {
    occurredAt: '2025-06-14',
    place: { kind: 'known', value: 'Vesele' },
    name: null,
    finding: { kind: 'known', value: 'wounded' },
    witness: WITNESS,
    said: { kind: 'known', value: 'seen at the gate' },
    intake: INTAKE,
    times: 2,
    sure: true,
    headline: 'A list was published',
    pages: [{ number: 1, seal: null }],
    basis: source,
    ...changes,
  },
});
export const missed = {
  type: 'Missed',
  data: { occurredAt: '2025-06', where: { kind: 'known', value: 'Kut' }, calls: 3 },
};
export const corrected = {
  type: 'StatementCorrected',
  data: {
    revision: 1,
    occurredAt: '2025-06-14',
    to: missed,
    reason: 'better-source',
    note: null,
    basis: source,
  },
};
