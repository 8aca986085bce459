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

const countSetting = (shape: string, otherwise: number) => ({
  shape: `a whole number: ${shape}`,
  example: String(otherwise),
  read: (text: string) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
  otherwise,
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
  REQUESTS_PER_MINUTE: countSetting('how many requests one member of staff may make in a minute', 1_200),
  REFUSALS_PER_MINUTE: countSetting('how many refused tokens one address may send in a minute', 60),
  CASES_PER_HOUR: countSetting('how many different cases one member of staff is shown in an hour', 1_000),
  ...observation,
};
