import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { open, type RootDatabase } from 'lmdb';
import { KeyUnavailable, SubjectErased } from './errors.js';
import { readKek } from './kek-file.js';
import type { Keys } from './keys.js';
import { seal, unseal } from './seal.js';
import { KEY_BYTES, SubjectKey } from './subject-key.js';

/** In each of two generations. */
const CACHED_KEYS = 5_000;
const ERASED = Buffer.from('erased');
const CHECK = 'check';
type FoundKey = SubjectKey | 'erased' | KeyUnavailable;

const recordOf = (subject: string): string => `key of ${subject}`;

/**
 * The standalone store of keys: an LMDB folder of its own, which several processes may share, each key
 * wrapped under the key-encryption key in `kekFile`. Throws an Error that says what is wrong with the file.
 */
export async function openFolderKeys(at: { folder: string; kekFile: string }): Promise<Keys> {
  const kek = await readKek(at.kekFile);
  const keys = new FolderKeys(await openFolder(at.folder), kek);
  if (await keys.fitsFolder()) return keys;
  await keys.close();
  throw new Error(
    `The key-encryption key file ${at.kekFile} is not the one with which the keys in ${at.folder} were made. ` +
      'Put back the file that belongs to this folder.',
  );
}

async function openFolder(folder: string): Promise<RootDatabase<Buffer, string>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Without overlapping syncs a commit is on disk before any process can see it.
    return open<Buffer, string>(folder, { encoding: 'binary', noSubdir: false, overlappingSync: false });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The key folder ${folder} could not be opened: ${why}. This user must be able to write there.`,
    );
  }
}

class FolderKeys implements Keys {
  readonly #db: RootDatabase<Buffer, string>;
  readonly #kek: Uint8Array;
  /** The keys used last, and those used before them: a whole generation is forgotten at a time. */
  #cache = new Map<string, SubjectKey>();
  #older = new Map<string, SubjectKey>();

  constructor(db: RootDatabase<Buffer, string>, kek: Uint8Array) {
    this.#db = db;
    this.#kek = kek;
  }

  async fitsFolder(): Promise<boolean> {
    await this.#putOnce(CHECK, Buffer.from('check'));
    return unseal(this.#kek, this.#stored(CHECK) ?? ERASED, CHECK) !== null;
  }

  async keyFor(subject: string): Promise<SubjectKey> {
    if (this.#stored(recordOf(subject)) === undefined) {
      await this.#putOnce(recordOf(subject), randomBytes(KEY_BYTES));
    }
    const key = await this.find(subject);
    if (key === 'erased') throw new SubjectErased(subject);
    return key;
  }

  async find(subject: string): Promise<SubjectKey | 'erased'> {
    const found = (await this.findAll([subject])).get(subject);
    if (found === undefined || found instanceof KeyUnavailable) throw found;
    return found;
  }

  /** Read at each use, so that no cache outlives an erasure by another process. */
  async findAll(subjects: Iterable<string>): Promise<Map<string, FoundKey>> {
    const found = new Map<string, FoundKey>();
    this.#db.resetReadTxn();
    for (const subject of subjects) found.set(subject, this.#found(subject));
    return found;
  }

  /**
   * Nothing reads the key after this. Its wrapped bytes can outlive it in a page that LMDB has freed and not
   * yet reused, and in backups of the folder: there the key-encryption key alone protects them.
   */
  async erase(subject: string): Promise<void> {
    await this.#db.put(recordOf(subject), ERASED);
    this.#forget(subject);
  }

  #forget(subject: string): void {
    this.#cache.delete(subject);
    this.#older.delete(subject);
  }

  async close(): Promise<void> {
    this.#cache.clear();
    this.#older.clear();
    await this.#db.close();
  }

  #found(subject: string): FoundKey {
    const stored = this.#db.getBinary(recordOf(subject));
    if (stored !== undefined && !stored.equals(ERASED)) return this.#unwrapped(subject, stored);
    this.#forget(subject);
    if (stored !== undefined) return 'erased';
    return new KeyUnavailable(
      subject,
      'the key store has none. Restore the key store from its latest backup.',
    );
  }

  #stored(record: string): Buffer | undefined {
    this.#db.resetReadTxn();
    return this.#db.getBinary(record);
  }

  /** Decided inside one write transaction: of two processes only one puts. */
  async #putOnce(record: string, secret: Uint8Array): Promise<void> {
    const wrapped = seal(this.#kek, secret, record);
    await this.#db.ifNoExists(record, () => void this.#db.put(record, wrapped));
  }

  #unwrapped(subject: string, stored: Buffer): SubjectKey | KeyUnavailable {
    const cached = this.#cache.get(subject);
    if (cached !== undefined) return cached;
    const key = this.#older.get(subject) ?? this.#unwrap(subject, stored);
    if (key instanceof KeyUnavailable) return key;
    if (this.#cache.size >= CACHED_KEYS) {
      this.#older = this.#cache;
      this.#cache = new Map();
    }
    this.#cache.set(subject, key);
    return key;
  }

  #unwrap(subject: string, stored: Buffer): SubjectKey | KeyUnavailable {
    const secret = unseal(this.#kek, stored, recordOf(subject));
    if (secret !== null) return new SubjectKey(secret);
    return new KeyUnavailable(
      subject,
      'what the key store holds is damaged. Restore the key store from its backup.',
    );
  }
}
