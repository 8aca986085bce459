import type { KeyUnavailable } from './errors.js';
import type { SubjectKey } from './subject-key.js';

/** The keys of the subjects: one each, in a store of their own, apart from the log and its backups. */
export interface Keys {
  /** The subject's key, made now if there is none; it is on disk when this resolves. Throws SubjectErased. */
  keyFor(subject: string): Promise<SubjectKey>;

  /** The subject's key, or the word that it was erased, by whichever process. Throws KeyUnavailable. */
  find(subject: string): Promise<SubjectKey | 'erased'>;

  /** The same for many subjects, each looked up once; what stands in the way of one says so in its place. */
  findAll(subjects: Iterable<string>): Promise<ReadonlyMap<string, SubjectKey | 'erased' | KeyUnavailable>>;

  /** Destroys the key for ever. When it resolves that is on disk, and every later `find` in every process says so. */
  erase(subject: string): Promise<void>;

  close(): Promise<void>;
}
