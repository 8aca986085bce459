import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Codec } from './codec.js';
import { homewardEvents } from './homeward-events.js';
import type { AnyDefinition, StoredEventRegistry } from './registry.js';
import { arbitraryEvent, arbitraryText } from './testing/arbitrary-event.js';
import { sampleRegistry } from './testing/sample-definitions.js';
import { asStored, circumstances, EVENT_ID } from './testing/stored-event.js';
import { temporaryKeys } from './testing/temporary-keys.js';

const CANARY = 'Канарка-Canary-4711';
const canaries = { personal: fc.constant(CANARY), published: arbitraryText };

const everyEvent: [string, AnyDefinition, StoredEventRegistry][] = [sampleRegistry, homewardEvents].flatMap(
  (registry) =>
    registry.definitions.map((definition): [string, AnyDefinition, StoredEventRegistry] => [
      definition.type,
      definition,
      registry,
    ]),
);

/** The same data as it reads once all its subjects are erased. */
function withErased(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withErased);
  if ('kind' in value && value.kind === 'known') return { kind: 'erased' };
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, withErased(of)]));
}

describe('personal data in stored events', () => {
  let temporary: Awaited<ReturnType<typeof temporaryKeys>>;
  beforeAll(async () => {
    temporary = await temporaryKeys();
  });
  afterAll(() => temporary.remove());

  const stored = async (registry: StoredEventRegistry, event: { type: string; data: unknown }) => {
    const person = `case-${randomUUID()}`;
    const codec = new Codec(registry, temporary.keys);
    const bytes = await codec.encode(person, event, { eventId: EVENT_ID, metadata: circumstances });
    return { codec, person, log: asStored(bytes, person) };
  };

  it.each(everyEvent)('%s reads back as it was written', async (_type, definition, registry) => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvent(definition, registry), async (event) => {
        const { codec, person, log } = await stored(registry, event);
        expect(await codec.decode(log)).toEqual({
          stream: person,
          revision: 4,
          position: 1234n,
          id: EVENT_ID,
          recordedAt: log.created,
          event,
          metadata: { schema: definition.shapes.length, ...circumstances },
        });
      }),
      { numRuns: 40 },
    );
  });

  it.each(everyEvent)(
    '%s shows no text of a person in its stored bytes',
    async (_type, definition, registry) => {
      await fc.assert(
        fc.asyncProperty(arbitraryEvent(definition, registry, canaries), async (event) => {
          const { log } = await stored(registry, event);
          const bytes = Buffer.concat([log.data, log.metadata]);
          for (const form of [CANARY, Buffer.from(CANARY).toString('base64'), encodeURIComponent(CANARY)]) {
            expect(bytes.includes(form)).toBe(false);
          }
          expect(bytes.includes('"known"')).toBe(false);
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each(everyEvent)(
    '%s keeps only its plain fields when its subjects are erased',
    async (_type, definition, registry) => {
      await fc.assert(
        fc.asyncProperty(arbitraryEvent(definition, registry), async (event) => {
          const { codec, log } = await stored(registry, event);
          const { personal = {} } = JSON.parse(Buffer.from(log.data).toString()) as { personal?: object };
          for (const subject of Object.keys(personal)) await temporary.keys.erase(subject);
          expect((await codec.decode(log)).event).toEqual({ type: event.type, data: withErased(event.data) });
        }),
        { numRuns: 15 },
      );
    },
  );
});
