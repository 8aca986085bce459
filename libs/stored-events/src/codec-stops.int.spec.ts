import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/src/event-store.js';
import type { AnyEvent } from './any-event.js';
import { Codec } from './codec.js';
import { KeyUnavailable, MalformedEvent, NewerThanSoftware, Tampered } from './errors.js';
import { olderRegistry, sampleRegistry } from './testing/sample-definitions.js';
import { corrected, INTAKE, missed, sighted, WITNESS } from './testing/sample-events.js';
import { asStored, changed, circumstances, EVENT_ID, jsonIn, PERSON } from './testing/stored-event.js';
import { temporaryKeys } from './testing/temporary-keys.js';

describe('the codec, reading what it cannot vouch for', () => {
  let temporary: Awaited<ReturnType<typeof temporaryKeys>>;
  let codec: Codec<AnyEvent>;
  beforeAll(async () => {
    temporary = await temporaryKeys();
    codec = new Codec(sampleRegistry, temporary.keys);
  });
  afterAll(() => temporary.remove());

  const about = { eventId: EVENT_ID, metadata: circumstances };
  const write = async (event: AnyEvent): Promise<StoredEvent> =>
    asStored(await codec.encode(PERSON, event, about));

  it('stops at a type or a schema that it does not know, and says to upgrade', async () => {
    const older = new Codec<AnyEvent>(olderRegistry, temporary.keys);
    const newerType = older.decode(await write(sighted()));
    await expect(newerType).rejects.toThrow(NewerThanSoftware);
    await expect(newerType).rejects.toThrow(
      /Sighted at revision 4 of case-3f2a.* has an event type.*Upgrade/,
    );
    await expect(older.decode(await write(missed))).rejects.toThrow(/has schema 2,.*Upgrade/);
    const nested = changed(await write(corrected), (data) =>
      Object.assign(data['to'] as object, { schema: 3 }),
    );
    await expect(codec.decode(nested)).rejects.toThrow(NewerThanSoftware);
  });

  it.each<[string, (data: Record<string, unknown>) => void, string]>([
    ['a field is gone', (data) => delete data['times'], 'times is missing'],
    ['a field is new', (data) => (data['colour'] = 'crimson'), 'colour is not known'],
    ['a value has another kind', (data) => (data['times'] = 'crimson'), 'times must be'],
    ['a personal field stands in plain', (data) => (data['place'] = 'crimson'), 'place is not known'],
    [
      'the ciphertexts are gone',
      (data) => delete data['personal'],
      'place is missing from the personal data',
    ],
    ['the ciphertexts are a list', (data) => (data['personal'] = ['crimson']), 'personal must be an object'],
    ['a ciphertext is a number', (data) => (data['personal'] = { [PERSON]: 7 }), 'personal must hold'],
    ['a known optional field is made null', (data) => (data['said'] = null), 'personal holds more'],
  ])('stops, naming place and field but no value, when %s', async (_what, change, says) => {
    const decoding = codec.decode(changed(await write(sighted()), change));
    const error = (await decoding.catch((thrown: unknown) => thrown)) as Error;
    expect(error).toBeInstanceOf(MalformedEvent);
    expect(error.message).toContain(`Sighted at revision 4 of ${PERSON} cannot be read: field ${says}`);
    expect(error.message).not.toContain('crimson');
  });

  it('stops at bytes that are not JSON, and does not quote them', async () => {
    const stored = await write(missed);
    for (const data of [Buffer.from('{"where": crimson}'), Buffer.from([0xff]), Buffer.from('[]')]) {
      const error = (await codec.decode({ ...stored, data }).catch((thrown: unknown) => thrown)) as Error;
      expect(error.message).toContain('field data must be a JSON object');
      expect(`${error.message}${String(error.cause)}`).not.toContain('crimson');
    }
    const metadata = Buffer.from(JSON.stringify({ ...jsonIn(stored.metadata), actor: { id: 'a' } }));
    await expect(codec.decode({ ...stored, metadata })).rejects.toThrow('metadata.actor.role must be');
  });

  it('stops at a ciphertext that was changed, cut, or moved from elsewhere: never "erased"', async () => {
    const stored = await write(missed);
    const sealed = (jsonIn(stored.data)['personal'] as Record<string, string>)[PERSON] ?? '';
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      const personal = { [PERSON]: flipped.toString('base64') };
      const log = changed(await write(missed), (data) => (data['personal'] = personal));
      await expect(codec.decode(log)).rejects.toThrow(Tampered);
    }
    const cut = changed(await write(missed), (data) => (data['personal'] = { [PERSON]: sealed.slice(0, 8) }));
    await expect(codec.decode(cut)).rejects.toThrow(Tampered);
    await expect(codec.decode({ ...stored, id: INTAKE })).rejects.toThrow(Tampered);
    await expect(codec.decode({ ...stored, stream: WITNESS })).rejects.toThrow(Tampered);
    const metadata = Buffer.from(JSON.stringify({ ...circumstances, schema: 1 }));
    const data = Buffer.from(JSON.stringify({ occurredAt: '2025-06', personal: { [PERSON]: sealed } }));
    await expect(codec.decode({ ...stored, data, metadata })).rejects.toThrow(Tampered);
    await temporary.keys.keyFor(WITNESS);
    const swapped = changed(await write(missed), (plain) => (plain['personal'] = { [WITNESS]: sealed }));
    await expect(codec.decode(swapped)).rejects.toThrow(Tampered);
  });

  it('of many at once says of each what became of it, in their order', async () => {
    const [good, other] = [await write(missed), await write(sighted())];
    const broken = { ...good, data: Buffer.from('[]') };
    const keyless = changed(good, (data) => {
      data['personal'] = { [`case-${INTAKE}`]: 'AAAA' };
    });
    const decoded = await codec.decodeAll([good, broken, keyless, other]);
    expect(decoded).toEqual([
      { kind: 'event', recorded: await codec.decode(good) },
      { kind: 'unreadable', error: expect.any(MalformedEvent) },
      { kind: 'unreadable', error: expect.any(KeyUnavailable) },
      { kind: 'event', recorded: await codec.decode(other) },
    ]);
  });

  it('stops when a key is not there and nothing says that it was erased', async () => {
    const stored = await write(missed);
    const elsewhere = await temporaryKeys();
    try {
      await expect(new Codec(sampleRegistry, elsewhere.keys).decode(stored)).rejects.toThrow(KeyUnavailable);
    } finally {
      await elsewhere.remove();
    }
  });
});
