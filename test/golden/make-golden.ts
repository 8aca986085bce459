import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { AnyEvent } from '#libs/stored-events/src/any-event.js';
import { Codec } from '#libs/stored-events/src/codec.js';
import type { AnyDefinition, StoredEventRegistry } from '#libs/stored-events/src/registry.js';
import { arbitraryEvent } from '#libs/stored-events/src/testing/arbitrary-event.js';
import { asStored, circumstances, EVENT_ID, PERSON } from '#libs/stored-events/src/testing/stored-event.js';
import { type GoldenFile, goldenName } from './golden-file.js';
import { goldenKeys } from './golden-keys.js';

const texts = {
  personal: fc.constantFrom('Мороз', 'Остап', 'Veselivka', "Кут-Пов'язка", 'seen in bunk 4'),
  published: fc.constantFrom('Istanbul', 'those born after 2000'),
};

const lengthOf = (event: AnyEvent): number => JSON.stringify(event).length;
const timesIn = (event: AnyEvent, part: string): number => JSON.stringify(event).split(part).length - 1;
const fullness = (event: AnyEvent): number =>
  timesIn(event, '"known"') - timesIn(event, 'null') - timesIn(event, '[]');

/**
 * Makes the golden file of an event's current schema, of the fullest, and then shortest, of many generated events (fictional).
 * False if the file is there already: it is never overwritten, as it stands for events in real logs.
 */
export async function makeGolden(
  definition: AnyDefinition,
  registry: StoredEventRegistry,
  folder: string,
): Promise<boolean> {
  const samples = fc.sample(arbitraryEvent(definition, registry, texts), { seed: 20250614, numRuns: 1000 });
  const [fullest] = samples.sort((a, b) => fullness(b) - fullness(a) || lengthOf(a) - lengthOf(b));
  if (fullest === undefined) throw new Error(`No event of type ${definition.type} could be generated.`);
  const codec = new Codec(registry, goldenKeys());
  const stored = asStored(
    await codec.encode(PERSON, fullest, { eventId: EVENT_ID, metadata: circumstances }),
  );
  const file: GoldenFile = {
    stored: {
      stream: stored.stream,
      revision: stored.revision,
      position: String(stored.position),
      id: stored.id,
      type: stored.type,
      created: stored.created.toISOString(),
      data: JSON.parse(Buffer.from(stored.data).toString()) as object,
      metadata: JSON.parse(Buffer.from(stored.metadata).toString()) as object,
    },
    expected: fullest,
  };
  const name = join(folder, goldenName(definition.type, definition.shapes.length));
  return writeFile(name, `${JSON.stringify(file, null, 2)}\n`, { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}
