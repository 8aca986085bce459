import {
  databaseUrl,
  eventStoreUrl,
  hostSetting,
  observation,
  pathSetting,
  portSetting,
} from '#libs/kernel/src/configuration.js';

/** The environment that the projector reads. */
export const projectorSettings = {
  EVENTSTORE_URL: eventStoreUrl,
  DATABASE_URL: databaseUrl,
  KEYS_FOLDER: pathSetting('the folder of the key store', '/var/lib/homeward/keys'),
  KEK_FILE: pathSetting('the file with the key-encryption key', '/etc/homeward/kek'),
  HOST: hostSetting('the address to listen on for health checks'),
  PORT: portSetting(3001),
  ...observation,
};
