import { databaseUrl, eventStoreUrl, pathSetting, portSetting } from '#libs/kernel/src/configuration.js';

/** The environment that the projector reads. */
export const projectorSettings = {
  EVENTSTORE_URL: eventStoreUrl,
  DATABASE_URL: databaseUrl,
  KEYS_FOLDER: pathSetting('the folder of the key store', '/var/lib/homeward/keys'),
  KEK_FILE: pathSetting('the file with the key-encryption key', '/etc/homeward/kek'),
  HOST: {
    shape: 'the address to listen on for health checks',
    example: '127.0.0.1',
    read: (text: string) => (/^[\w.:-]+$/.test(text) ? text : undefined),
    otherwise: '127.0.0.1',
  },
  PORT: portSetting(3001),
};
