import {
  databaseUrl,
  eventStoreUrl,
  hostSetting,
  observation,
  pathSetting,
  portSetting,
  urlSetting,
} from '#libs/kernel/src/configuration.js';

const word = (shape: string, example: string) => ({
  shape,
  example,
  read: (text: string) => (/^[\w.:-]{1,200}$/.test(text) ? text : undefined),
});

/** The environment that the api reads. */
export const apiSettings = {
  EVENTSTORE_URL: eventStoreUrl,
  DATABASE_URL: databaseUrl,
  KEYS_FOLDER: pathSetting('the folder of the key store', '/var/lib/homeward/keys'),
  KEK_FILE: pathSetting('the file with the key-encryption key', '/etc/homeward/kek'),
  HOST: hostSetting('the address to listen on'),
  PORT: portSetting(3000),
  TOKEN_ISSUER: urlSetting(
    ['https:', 'http:'],
    'the issuer of tokens, as they name it',
    'https://id.example.org',
  ),
  TOKEN_AUDIENCE: word('the audience that tokens are issued for', 'homeward'),
  TOKEN_KEYS: pathSetting('the file with the public keys of the issuer, a JWKS', '/etc/homeward/jwks.json'),
  CONSISTENCY_KEY_FILE: pathSetting(
    'the file with 32 random bytes in base64',
    '/etc/homeward/consistency-key',
  ),
  ...observation,
};
