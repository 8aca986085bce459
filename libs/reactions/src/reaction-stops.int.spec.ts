import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openCase } from '#libs/cases/src/actions/open-case.js';
import { recordCapture } from '#libs/cases/src/actions/record-capture.js';
import { cases } from '#libs/cases/src/state.js';
import { capture, opened } from '#libs/cases/src/testing/sayings.js';
import { askReactionToRetry, askReactionToSkip, readReactionStops } from './ask-reaction.js';
import { NAME, openHall, type Hall } from './testing/exchange-hall.js';

const asked = { who: 'operator', why: 'a test', reaction: NAME };

describe('A reaction that meets a cause which it cannot deal with', () => {
  let hall: Hall;
  let db: pg.Client;
  beforeEach(async () => {
    hall = await openHall();
    await hall.prepare();
    db = new pg.Client({ connectionString: hall.databaseUrl });
    await db.connect();
  });
  afterEach(async () => {
    await db.end();
    await hall.close();
  });

  const captive = async () => {
    const id = randomUUID();
    await hall.do(cases, id, openCase, opened().data, 'new');
    await hall.do(cases, id, recordCapture, capture().data);
    return id;
  };
  const typesOn = async (id: string) => {
    const types: string[] = [];
    for await (const { type } of hall.store.read(`case-${id}`)) types.push(type);
    return types;
  };
  const standsAt = async (id: string) => {
    while (hall.status[NAME]?.stopped?.event?.id !== id || (await readReactionStops(db)).length === 0)
      await pause(5);
  };
  const timesSaid = (message: string) => hall.said.filter((line) => line.includes(message)).length;
  /** Appends a handover that says something else than its shape, or is of a shape not known yet. */
  const unreadable = async (schema: number) => {
    const id = randomUUID();
    const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
    const actor = { id: '5aff0000-0000-4000-8000-000000000002', role: 'negotiator' };
    const about = { schema, actor, commandId: id, digest: 'x', $correlationId: id, $causationId: id };
    const event = {
      id,
      type: 'HandoverConfirmed',
      data: bytes({ secret: 'canary' }),
      metadata: bytes(about),
    };
    await hall.store.append(`exchange-${randomUUID()}`, 'no_stream', [event]);
    return id;
  };

  it('stands still, says where and why and what to do, and goes on once the event is skipped', async () => {
    const [before, after] = [await captive(), await captive()];
    await hall.handOver(before);
    const bad = await unreadable(1);
    await hall.handOver(after);

    await hall.react(1, async () => {
      await standsAt(bad);
      expect(hall.status[NAME]?.stopped).toMatchObject({
        error: expect.stringMatching(/^MalformedEvent: HandoverConfirmed at revision 0/),
        remedy: expect.stringContaining('projector skip'),
      });
      expect(await typesOn(before)).toContain('Returned');
      expect(await typesOn(after)).not.toContain('Returned');

      await askReactionToRetry(db, asked);
      while (timesSaid('reaction stopped') < 2) await pause(5);
      await standsAt(bad);
      await expect(askReactionToSkip(db, asked, randomUUID())).rejects.toThrow(
        'does not stand still at event',
      );
      await askReactionToSkip(db, asked, bad);
      while ((await typesOn(after)).length < 3) await pause(5);
      while ((await readReactionStops(db)).length > 0) await pause(5);
    });
    expect(hall.status[NAME]).toMatchObject({ stopped: null, skipped: [bad] });
    await expect(askReactionToRetry(db, asked)).rejects.toThrow('nothing to retry');
    expect(hall.failures).toEqual([]);
    expect(hall.said.join('')).not.toContain('canary');
  });

  it('does not let an event be skipped that is newer than the software', async () => {
    const bad = await unreadable(99);
    await hall.react(1, () => standsAt(bad));
    await expect(askReactionToSkip(db, asked, bad)).rejects.toThrow('start the newer software');
  });
});
