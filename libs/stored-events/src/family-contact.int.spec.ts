import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { contact, correction } from '#libs/cases/src/testing/sayings.js';
import { erased, known } from '#libs/kernel/src/personal.js';
import { homewardCodec, type HomewardCodec } from './homeward-events.js';
import { asStored, circumstances, EVENT_ID, PERSON } from './testing/stored-event.js';
import { temporaryKeys } from './testing/temporary-keys.js';

const corrected = correction(3, contact(), { note: known('the son said so') });

describe('A family contact in the case of a prisoner', () => {
  let temporary: Awaited<ReturnType<typeof temporaryKeys>>;
  let codec: HomewardCodec;
  beforeEach(async () => {
    temporary = await temporaryKeys();
    codec = homewardCodec(temporary.keys);
  });
  afterEach(() => temporary.remove());

  /** The note, and the name of the contact, as the event reads once that subject was erased. */
  const readWithout = async (subject: string) => {
    const about = { eventId: EVENT_ID, metadata: circumstances };
    const stored = asStored(await codec.encode(PERSON, corrected, about));
    await temporary.keys.erase(subject);
    const { event } = await codec.decode(stored);
    if (event.type !== 'StatementCorrected' || event.data.to.type !== 'FamilyContactAdded')
      throw new Error('it reads as another event');
    return { note: event.data.note, name: event.data.to.data.name };
  };

  it('is erased with their own key, and what is said of the prisoner stays', async () => {
    expect(await readWithout(contact().data.contact)).toEqual({ note: corrected.data.note, name: erased });
  });

  it('stays when the prisoner is erased', async () => {
    expect(await readWithout(PERSON)).toEqual({ note: erased, name: contact().data.name });
  });
});
