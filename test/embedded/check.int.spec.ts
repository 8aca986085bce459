import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDataFolder } from '#libs/embedded/src/event-store/storage/check-data-folder.js';
import { describeFault } from '#libs/embedded/src/event-store/storage/check-report.js';
import {
  idKey,
  indexEntry,
  nameKey,
  positionKey,
  readPosition,
  revisionKey,
} from '#libs/embedded/src/event-store/storage/keys.js';
import { decodeEventFrame } from '#libs/embedded/src/event-store/wire/event-frame.js';
import { fillFolder, meddle } from './filled-folder.js';
import type { Tables } from './filled-folder.js';
import { runEventStore } from './spawned-event-store.js';

let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'homeward-check-'));
  await fillFolder(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function faultsIn(dataDir: string): Promise<string[]> {
  const found: string[] = [];
  await checkDataFolder(dataDir, {
    fault: (fault) => found.push(describeFault(fault)),
    progress: () => undefined,
  });
  return found;
}

/** The number of stream `one`, and the position and frame of its event at revision 1. */
function victim({ log, index, names }: Tables): { number: number; position: number; frame: Buffer } {
  const number = names.get(nameKey('one'))?.readUIntBE(0, 6) ?? 0;
  const position = readPosition(index.get(revisionKey(number, 1)) ?? Buffer.alloc(8));
  return { number, position, frame: log.get(positionKey(position)) ?? Buffer.alloc(0) };
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

const planted: [string, (tables: Tables) => void, RegExp][] = [
  [
    'a flipped bit in the data of an event',
    (tables) => {
      const { position, frame } = victim(tables);
      tables.log.putSync(positionKey(position), flipped(frame, frame.indexOf('one-b') + 2));
    },
    /^position \d+, stream one, revision 1: .*checksum/,
  ],
  [
    'a frame that is cut off',
    (tables) => {
      const { position, frame } = victim(tables);
      tables.log.putSync(positionKey(position), frame.subarray(0, 40));
    },
    /^position \d+: the event cannot be decoded/,
  ],
  [
    'an event that is missing from the log',
    (tables) => void tables.log.removeSync(positionKey(victim(tables).position)),
    /^position \d+, stream one, revision 1: the index points to an event that is not in the log/,
  ],
  [
    'an event that stands in the log twice',
    ({ log, ...tables }) => {
      const { frame } = victim({ log, ...tables });
      const [last] = log.getRange({ reverse: true, limit: 1 });
      log.putSync(positionKey(readPosition(last?.key ?? frame) + (last?.value.length ?? 0)), frame);
    },
    /stream one, revision 1: the event says that it stands at/,
  ],
  [
    'an event that overlaps another',
    (tables) => {
      const { position, frame } = victim(tables);
      tables.log.putSync(positionKey(position + 1), frame);
    },
    /overlaps the one before it/,
  ],
  [
    'a revision that is missing from the index',
    (tables) => void tables.index.removeSync(revisionKey(victim(tables).number, 1)),
    /^position \d+, stream one, revision 1: the event is missing from its stream's index/,
  ],
  [
    'a gap in the revisions',
    (tables) => void tables.index.removeSync(revisionKey(victim(tables).number, 1)),
    /stream one, revision 2: the index goes on here, but revision 1 comes next/,
  ],
  [
    'an event that stands in the index twice',
    (tables) => {
      const { number, position, frame } = victim(tables);
      tables.index.putSync(revisionKey(number, 4), indexEntry(position, frame));
    },
    /stream one, revision 4: the index points to an event that says it is revision 1/,
  ],
  [
    "an index that points to another stream's event",
    (tables) => {
      const { number } = victim(tables);
      const other = tables.names.get(nameKey('two'))?.readUIntBE(0, 6) ?? 0;
      tables.index.putSync(
        revisionKey(number, 1),
        tables.index.get(revisionKey(other, 1)) ?? Buffer.alloc(0),
      );
    },
    /stream one, revision 1: the index points to an event of stream two/,
  ],
  [
    'an index entry that is cut off',
    (tables) => void tables.index.putSync(revisionKey(victim(tables).number, 1), Buffer.alloc(3)),
    /stream one, revision 1: its stream's index has position -1/,
  ],
  [
    'an event that its id does not lead to',
    (tables) => {
      const { number, frame } = victim(tables);
      tables.index.removeSync(idKey(number, decodeEventFrame(frame).id));
    },
    /stream one, revision 1: the event is not found by its id/,
  ],
  [
    'an id that leads to another event',
    (tables) => {
      const { number, frame } = victim(tables);
      tables.index.putSync(idKey(number, decodeEventFrame(frame).id), positionKey(2));
    },
    /stream one, revision 2: the id [0-9a-f]{32} leads to this revision, but/,
  ],
  [
    'an id of no event',
    (tables) => void tables.index.putSync(idKey(victim(tables).number, Buffer.alloc(16, 7)), positionKey(9)),
    /stream one, revision 9: the id (07)+ leads to this revision, but/,
  ],
  [
    'a key of no kind in the index',
    (tables) => void tables.index.putSync(Buffer.alloc(11, 1), Buffer.alloc(8)),
    /the index holds a key of no kind that there is/,
  ],
  [
    'a key that is no position in the log',
    (tables) => void tables.log.putSync(Buffer.alloc(3, 255), Buffer.alloc(8)),
    /the log holds a key that is no position/,
  ],
  [
    'a stream whose name is gone',
    (tables) => void tables.names.removeSync(nameKey('one')),
    /stream one, revision 0: the stream's name is not known/,
  ],
  [
    "a name that leads to another stream's events",
    (tables) => void tables.names.putSync(nameKey('one'), Buffer.from('000000000002' + '6f6e65', 'hex')),
    /stream one: the stream's name does not lead to its first event/,
  ],
  [
    'a name that stands in the wrong place',
    (tables) =>
      void tables.names.putSync(nameKey('elsewhere'), tables.names.get(nameKey('one')) ?? Buffer.alloc(0)),
    /stream one: the stream's name stands under another name's key/,
  ],
];

describe('A check of a data folder', () => {
  it('finds nothing in a folder that is sound, with metadata, deleted and tombstoned streams in it', async () => {
    expect(await faultsIn(folder)).toEqual([]);
  });

  it.each(planted)('finds %s', async (_what, plant, expected) => {
    await meddle(folder, plant);
    expect(await faultsIn(folder)).toContainEqual(expect.stringMatching(expected));
  });

  it('finds a bit that the disk has flipped, and ends with a code that is not 0', async () => {
    expect(await runEventStore(['check', '--data', folder])).toMatchObject({ code: 0 });
    const file = join(folder, 'data.mdb');
    const bytes = readFileSync(file);
    writeFileSync(file, flipped(bytes, bytes.lastIndexOf('two-c')));
    const { code, said } = await runEventStore(['check', '--data', folder]);
    expect(code).toBe(1);
    expect(said).toMatch(/stream two, revision 2: .*checksum/);
    expect(said).toMatch(/is not sound \(faults: 1, events: 17, streams: 7\)\. Restore a backup/);
  });

  it('accepts what was stored before there were checksums', async () => {
    await meddle(folder, (tables) => {
      const { number, position } = victim(tables);
      tables.index.putSync(revisionKey(number, 1), positionKey(position));
    });
    expect(await faultsIn(folder)).toEqual([]);
  });

  it('says so when there is no event store in the folder', async () => {
    const { code, said } = await runEventStore(['check', '--data', join(folder, 'elsewhere')]);
    expect(code).toBe(1);
    expect(said).toMatch(/holds no event store: there is no data\.mdb in it\. Name the folder/);
  });

  it('says so when the file is damaged from its first byte on', async () => {
    writeFileSync(join(folder, 'data.mdb'), Buffer.alloc(100_000, 'x'));
    const { code, said } = await runEventStore(['check', '--data', folder]);
    expect(code).toBe(1);
    expect(said).toMatch(/Restore a backup/);
  });
});
