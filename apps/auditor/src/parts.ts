import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { KnownMarks } from '#libs/audit/src/known-marks.js';
import { connectEventStore } from '#libs/event-store/src/eventstoredb.js';
import { databaseUrl, eventStoreUrl, pathSetting, type Setting } from '#libs/kernel/src/configuration.js';
import { processConfiguration } from '#libs/kernel/src/process-configuration.js';
import { isUuid } from '#libs/kernel/src/ids.js';
import { AccessLog } from '#libs/records/src/access-log.js';
import { accessesOfSubject } from '#libs/records/src/accesses-of-subject.js';
import { openFolderKeys } from '#libs/stored-events/src/folder-keys.js';
import { homewardCodec } from '#libs/stored-events/src/homeward-events.js';
import { OperatorError } from './operator-error.js';
import { logProgress } from './progress.js';

const staffId: Setting<string> = {
  shape: 'the id of the member of staff who reads, a lower-case UUID',
  example: '5aff0000-0000-4000-8000-000000000003',
  read: (text) => (isUuid(text) ? text : undefined),
};

const SETTINGS = {
  EVENTSTORE_URL: eventStoreUrl,
  DATABASE_URL: databaseUrl,
  KEYS_FOLDER: pathSetting('the folder of the key store', '/var/lib/homeward/keys'),
  KEK_FILE: pathSetting('the file of the key-encryption key', '/run/secrets/kek'),
  HOMEWARD_STAFF: staffId,
};

/**
 * Opens what an auditor's command reads with. Settings come from the environment; where a standalone Homeward lives in
 * `dataDir`, what the environment leaves out comes from there.
 */
export async function openParts(dataDir: string) {
  const standalone = join(dataDir, 'auditor.env');
  if (existsSync(standalone)) process.loadEnvFile(standalone);
  const settings = processConfiguration(SETTINGS);
  if (!settings.ok) {
    throw new OperatorError(
      `${settings.faults.join('\n')}\nStart Homeward first (npm start), or set these for a production system.`,
    );
  }
  const { EVENTSTORE_URL, DATABASE_URL, KEYS_FOLDER, KEK_FILE, HOMEWARD_STAFF } = settings.values;
  const keys = await openFolderKeys({ folder: KEYS_FOLDER, kekFile: KEK_FILE });
  const database = new DataSource({ type: 'postgres', url: DATABASE_URL });
  const store = connectEventStore(EVENTSTORE_URL);
  const { progress, done } = logProgress();
  return {
    store,
    /** Kept in the data folder, if there is one. */
    marks: new KnownMarks(
      store,
      existsSync(dataDir) ? join(dataDir, 'auditor', 'known-marks.json') : null,
      progress,
    ),
    progress,
    codec: homewardCodec(keys),
    staff: HOMEWARD_STAFF,
    databaseUrl: DATABASE_URL,
    /** The access log is open before anything is read: no log, no answer. */
    async accessLog() {
      await database.initialize();
      return new AccessLog(database);
    },
    /** Everybody who had access to a stream, or was refused it. */
    accessesOf: (stream: string) => accessesOfSubject(database, stream),
    async close() {
      done();
      await store.close();
      await keys.close();
      if (database.isInitialized) await database.destroy();
    },
  };
}

export type Parts = Awaited<ReturnType<typeof openParts>>;
