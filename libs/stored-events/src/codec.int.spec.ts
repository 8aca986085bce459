import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#libs/event-store/src/event-store.js';
import type { AnyEvent } from './any-event.js';
import { Codec } from './codec.js';
import { InvalidEvent, KeyUnavailable, SubjectErased } from './errors.js';
import { newerRegistry, olderRegistry, sampleRegistry } from './testing/sample-definitions.js';
import { corrected, INTAKE, missed, sighted, WITNESS } from './testing/sample-events.js';
import { asStored, changed, circumstances, EVENT_ID, jsonIn, PERSON } from './testing/stored-event.js';
import { temporaryKeys } from './testing/temporary-keys.js';

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

  it('stores the plain fields as JSON, and one ciphertext for each subject', async () => {
    const { id, type, data, metadata } = await write(sighted());
    expect({ id, type }).toEqual({ id: EVENT_ID, type: 'Sighted' });
    const { place, finding, said, ...plain } = sighted().data;
    const sealed = expect.stringMatching(/^[A-Za-z0-9+/]+=*$/);
    expect([place, finding, said]).not.toContain(undefined);
    expect(jsonIn(data)).toEqual({ ...plain, personal: { [PERSON]: sealed, [WITNESS]: sealed } });
    expect(jsonIn(metadata)).toEqual({ schema: 1, ...circumstances });
  });

  it('stores a statement within a correction in its own current shape', async () => {
    const stored = await write(corrected);
    expect(jsonIn(stored.data)['to']).toEqual({
      type: 'Missed',
      schema: 2,
      data: { occurredAt: '2025-06', calls: 3 },
    });
    expect((await codec.decode(stored)).event).toEqual(corrected);
  });

  it('reads what was written under a former name under the present one, also within a correction', async () => {
    const newer = new Codec<AnyEvent>(newerRegistry, temporary.keys);
    const now = { type: 'Overlooked', data: { ...missed.data, sure: false } };
    expect((await newer.decode(await write(missed))).event).toEqual(now);
    expect((await newer.decode(await write(corrected))).event).toMatchObject({
      data: { to: { type: 'Overlooked', data: { calls: 3, sure: false } } },
    });
    const again = asStored(await newer.encode(PERSON, now, about));
    expect([again.type, jsonIn(again.metadata)['schema']]).toEqual(['Overlooked', 3]);
    expect((await newer.decode(again)).event).toEqual(now);

    await expect(newer.encode(PERSON, missed, about)).rejects.toThrow('is now called Overlooked');
    // The former name was never written with the shape that came after the renaming.
    const mixed = { ...again, type: 'Missed' };
    await expect(newer.decode(mixed)).rejects.toThrow('schema 3');
    await expect(codec.decode(again)).rejects.toThrow('newer');
  });

  it('climbs from an old shape to the current one, also within a correction', async () => {
    const older = new Codec(olderRegistry, temporary.keys);
    const data = { occurredAt: '2025-06', where: { kind: 'known', value: 'Kut' } };
    const stored = asStored(await older.encode(PERSON, { type: 'Missed', data }, about));
    expect((await codec.decode(stored)).event).toEqual({ type: 'Missed', data: { ...data, calls: 0 } });

    const nested = changed(await write(corrected), (correction) => {
      correction['to'] = { type: 'Missed', schema: 1, data: { occurredAt: '2025-06' } };
    });
    expect((await codec.decode(nested)).event).toEqual({
      ...corrected,
      data: { ...corrected.data, to: { type: 'Missed', data: { ...missed.data, calls: 0 } } },
    });
  });

  it('writes other bytes each time, so equal facts cannot be told from their ciphertexts', async () => {
    const [once, again] = [await write(missed), await write(missed)];
    expect(jsonIn(once.data)['personal']).not.toEqual(jsonIn(again.data)['personal']);
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

  it('erases one subject of an event and leaves the other', async () => {
    const person = 'case-aaaaaaaa-0b0a-4908-8706-050403020100';
    const stored = asStored(await codec.encode(person, sighted({ name: null }), about), person);
    await temporary.keys.erase(person);
    const erased = { kind: 'erased' };
    expect((await codec.decode(stored)).event).toEqual(sighted({ place: erased, finding: erased }));
    await expect(codec.encode(person, missed, about)).rejects.toThrow(SubjectErased);
  });
});
