import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/src/event-store.js';
import type { AnyEvent } from './any-event.js';
import { Codec } from './codec.js';
import {
  InvalidEvent,
  KeyUnavailable,
  MalformedEvent,
  NewerThanSoftware,
  SubjectErased,
  Tampered,
} from './errors.js';
import { olderRegistry, sampleRegistry } from './testing/sample-definitions.js';
import { asStored, circumstances, EVENT_ID, PERSON } from './testing/stored-event.js';
import { temporaryKeys } from './testing/temporary-keys.js';

const WITNESS = 'case-6a1d2c3b-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const INTAKE = '1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9';
const source = [{ kind: 'source', speaker: 'icrc' }];

const sighted = (changes: object = {}): AnyEvent & { data: Record<string, unknown> } => ({
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
const missed = {
  type: 'Missed',
  data: { occurredAt: '2025-06', where: { kind: 'known', value: 'Kut' }, calls: 3 },
};
const corrected = {
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

describe('the codec', () => {
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
  const json = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
  const changed = async (
    event: AnyEvent,
    change: (data: Record<string, unknown>) => void,
  ): Promise<StoredEvent> => {
    const stored = await write(event);
    const data = json(stored.data);
    change(data);
    return { ...stored, data: Buffer.from(JSON.stringify(data)) };
  };

  it('stores the plain fields as JSON, and one ciphertext for each subject', async () => {
    const { id, type, data, metadata } = await write(sighted());
    expect({ id, type }).toEqual({ id: EVENT_ID, type: 'Sighted' });
    const { place, finding, said, ...plain } = sighted().data;
    const sealed = expect.stringMatching(/^[A-Za-z0-9+/]+=*$/);
    expect([place, finding, said]).not.toContain(undefined);
    expect(json(data)).toEqual({ ...plain, personal: { [PERSON]: sealed, [WITNESS]: sealed } });
    expect(json(metadata)).toEqual({ schema: 1, ...circumstances });
  });

  it('stores a statement within a correction in its own current shape', async () => {
    const stored = await write(corrected);
    expect(json(stored.data)['to']).toEqual({
      type: 'Missed',
      schema: 2,
      data: { occurredAt: '2025-06', calls: 3 },
    });
    expect((await codec.decode(stored)).event).toEqual(corrected);
  });

  it('climbs from an old shape to the current one, also within a correction', async () => {
    const older = new Codec(olderRegistry, temporary.keys);
    const data = { occurredAt: '2025-06', where: { kind: 'known', value: 'Kut' } };
    const stored = asStored(await older.encode(PERSON, { type: 'Missed', data }, about));
    expect((await codec.decode(stored)).event).toEqual({ type: 'Missed', data: { ...data, calls: 0 } });

    const nested = await changed(corrected, (correction) => {
      correction['to'] = { type: 'Missed', schema: 1, data: { occurredAt: '2025-06' } };
    });
    expect((await codec.decode(nested)).event).toEqual({
      ...corrected,
      data: { ...corrected.data, to: { type: 'Missed', data: { ...missed.data, calls: 0 } } },
    });
  });

  it('writes other bytes each time, so equal facts cannot be told from their ciphertexts', async () => {
    const [once, again] = [await write(missed), await write(missed)];
    expect(json(once.data)['personal']).not.toEqual(json(again.data)['personal']);
  });

  it.each<[string, object, string]>([
    ['a field that is missing', { times: undefined }, 'times'],
    ['an unknown field', { colour: 'red' }, 'colour is not known'],
    ['a text for a flag', { sure: 'yes' }, 'sure must be true or false'],
    ['a negative count', { times: -1 }, 'times must be a whole number'],
    ['a fraction as a count', { times: 1.5 }, 'times must be a whole number'],
    ['a count beyond exact integers', { times: 2 ** 53 }, 'times must be a whole number'],
    [
      'a word that is none',
      { finding: { kind: 'known', value: 'hungry' } },
      'finding must be one of well, wounded',
    ],
    ['an id that is no UUID', { intake: 'intake-1' }, 'intake must be a lower-case UUID'],
    ['an empty date', { occurredAt: '' }, 'occurredAt must be an EDTF date'],
    ['a date that is a number', { occurredAt: 2025 }, 'occurredAt must be an EDTF date'],
    ['an empty basis', { basis: [] }, 'basis must be a list of one reference or more'],
    ['a speaker nobody knows', { basis: [{ kind: 'source', speaker: 'a friend' }] }, 'basis[0].speaker'],
    ['a reference without its id', { basis: [{ kind: 'claim' }] }, 'basis[0].id'],
    ['a reference of no kind', { basis: [{ id: INTAKE }] }, 'basis[0].kind'],
    ['a personal field without known()', { place: 'Vesele' }, 'place must be known'],
    ['a personal field that is null though it is required', { place: null }, 'place must be known'],
    ['an erased value', { place: { kind: 'erased' } }, 'place must be known'],
    ['a NUL in a text', { place: { kind: 'known', value: 'a\0b' } }, 'place must be a text without NUL'],
    [
      'a fault within a personal record',
      { name: { kind: 'known', value: { surname: 'Moroz' } } },
      'name.others',
    ],
    ['a fault within a list', { pages: [{ number: 1, seal: null }, { number: 2 }] }, 'pages[1].seal'],
    ['a subject that is no stream', { witness: 'somebody' }, 'witness must be the name of a stream'],
  ])('refuses %s before anything is stored', async (_what, changes, says) => {
    const data = Object.fromEntries(
      Object.entries(sighted(changes).data).filter(([, value]) => value !== undefined),
    );
    const encoding = codec.encode(
      'case-0f0e0d0c-0b0a-4908-8706-050403020100',
      { type: 'Sighted', data },
      about,
    );
    const error = (await encoding.catch((thrown: unknown) => thrown)) as Error;
    expect(error).toBeInstanceOf(InvalidEvent);
    expect(error.message).toContain(says);
    expect(error.message).not.toMatch(/Vesele|hungry|a friend|somebody|Moroz/);
    await expect(temporary.keys.find('case-0f0e0d0c-0b0a-4908-8706-050403020100')).rejects.toThrow(
      KeyUnavailable,
    );
  });

  it('refuses an event type, a stream, an event id and metadata that cannot be', async () => {
    await expect(codec.encode(PERSON, { type: 'Dreamt', data: {} }, about)).rejects.toThrow(
      'type is not registered',
    );
    await expect(codec.encode('somewhere', missed, about)).rejects.toThrow('stream must be the name');
    await expect(codec.encode(PERSON, missed, { ...about, eventId: '1' })).rejects.toThrow('eventId must be');
    const metadata = { ...circumstances, commandId: '' };
    await expect(codec.encode(PERSON, missed, { ...about, metadata })).rejects.toThrow(
      'metadata.commandId must be',
    );
    const nested = {
      ...corrected,
      data: { ...corrected.data, to: { ...missed, data: { ...missed.data, calls: -1 } } },
    };
    await expect(codec.encode(PERSON, nested, about)).rejects.toThrow('to.calls must be');
  });

  it('stops at a type or a schema that it does not know, and says to upgrade', async () => {
    const older = new Codec<AnyEvent>(olderRegistry, temporary.keys);
    const newerType = older.decode(await write(sighted()));
    await expect(newerType).rejects.toThrow(NewerThanSoftware);
    await expect(newerType).rejects.toThrow(
      /Sighted at revision 4 of case-3f2a.* has an event type.*Upgrade/,
    );
    await expect(older.decode(await write(missed))).rejects.toThrow(/has schema 2,.*Upgrade/);
    const nested = await changed(corrected, (data) => Object.assign(data['to'] as object, { schema: 3 }));
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
    const decoding = codec.decode(await changed(sighted(), change));
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
    const metadata = Buffer.from(JSON.stringify({ ...json(stored.metadata), actor: { id: 'a' } }));
    await expect(codec.decode({ ...stored, metadata })).rejects.toThrow('metadata.actor.role must be');
  });

  it('stops at a ciphertext that was changed, cut, or moved from elsewhere: never "erased"', async () => {
    const stored = await write(missed);
    const sealed = (json(stored.data)['personal'] as Record<string, string>)[PERSON] ?? '';
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      const personal = { [PERSON]: flipped.toString('base64') };
      const log = await changed(missed, (data) => (data['personal'] = personal));
      await expect(codec.decode(log)).rejects.toThrow(Tampered);
    }
    const cut = await changed(missed, (data) => (data['personal'] = { [PERSON]: sealed.slice(0, 8) }));
    await expect(codec.decode(cut)).rejects.toThrow(Tampered);
    await expect(codec.decode({ ...stored, id: INTAKE })).rejects.toThrow(Tampered);
    await expect(codec.decode({ ...stored, stream: WITNESS })).rejects.toThrow(Tampered);
    const metadata = Buffer.from(JSON.stringify({ ...circumstances, schema: 1 }));
    const data = Buffer.from(JSON.stringify({ occurredAt: '2025-06', personal: { [PERSON]: sealed } }));
    await expect(codec.decode({ ...stored, data, metadata })).rejects.toThrow(Tampered);
    await temporary.keys.keyFor(WITNESS);
    const swapped = await changed(missed, (plain) => (plain['personal'] = { [WITNESS]: sealed }));
    await expect(codec.decode(swapped)).rejects.toThrow(Tampered);
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

  it('erases one subject of an event and leaves the other', async () => {
    const person = 'case-aaaaaaaa-0b0a-4908-8706-050403020100';
    const stored = asStored(await codec.encode(person, sighted({ name: null }), about), person);
    await temporary.keys.erase(person);
    const erased = { kind: 'erased' };
    expect((await codec.decode(stored)).event).toEqual(sighted({ place: erased, finding: erased }));
    await expect(codec.encode(person, missed, about)).rejects.toThrow(SubjectErased);
  });
});
