import { describe, expect, it } from '@jest/globals';
import { databaseUrl, observation, pathSetting, portSetting, readConfiguration } from './configuration.js';

const settings = {
  DATABASE_URL: databaseUrl,
  PORT: portSetting(3001),
  FOLDER: pathSetting('a folder', '/var/x'),
};

describe('The configuration of a process', () => {
  it('is read into typed values, with what holds otherwise', () => {
    expect(readConfiguration(settings, { DATABASE_URL: 'postgres://a:b@c/d', FOLDER: '/x' })).toEqual({
      ok: true,
      values: { DATABASE_URL: 'postgres://a:b@c/d', PORT: 3001, FOLDER: '/x' },
    });
  });

  it('names every setting that is wrong, its shape and an example, and never repeats the value', () => {
    expect(readConfiguration(settings, { DATABASE_URL: 'mysql://a:hunter2@c/d', PORT: '70000' })).toEqual({
      ok: false,
      faults: [
        'DATABASE_URL is not the address of a PostgreSQL database, for example postgres://homeward:secret@localhost:5432/homeward',
        'PORT is not a port from 0 to 65535, for example 3001',
        'FOLDER is not set: it must be a folder, for example /var/x',
      ],
    });
  });

  it('takes a secret from the file that its name with _FILE names', () => {
    const textIn = (file: string) => (file === '/run/secrets/url' ? 'postgres://a:b@c/d\n' : undefined);
    const asked = (environment: Record<string, string>) =>
      readConfiguration({ DATABASE_URL: databaseUrl, PORT: portSetting(3001) }, environment, textIn);
    expect(asked({ DATABASE_URL_FILE: '/run/secrets/url' })).toEqual({
      ok: true,
      values: { DATABASE_URL: 'postgres://a:b@c/d', PORT: 3001 },
    });
    expect(asked({ DATABASE_URL_FILE: '/nowhere' })).toEqual({
      ok: false,
      faults: [
        'DATABASE_URL_FILE is not a file with the address of a PostgreSQL database that this user can read',
      ],
    });
    expect(asked({ DATABASE_URL_FILE: '/run/secrets/url', DATABASE_URL: 'postgres://a:b@c/e' })).toEqual({
      ok: false,
      faults: ['DATABASE_URL and DATABASE_URL_FILE are both set: leave one of them out'],
    });
    expect(asked({ DATABASE_URL: 'postgres://a:b@c/d', PORT_FILE: '/run/secrets/url' })).toMatchObject({
      values: { PORT: 3001 },
    });
  });

  it('leaves metrics off and logs at info unless told otherwise', () => {
    const values = { METRICS_HOST: '127.0.0.1', METRICS_PORT: null, LOG_LEVEL: 'info' };
    expect(readConfiguration(observation, {})).toEqual({ ok: true, values });
    const set = { METRICS_HOST: '0.0.0.0', METRICS_PORT: '0', LOG_LEVEL: 'debug' };
    expect(readConfiguration(observation, set)).toEqual({ ok: true, values: { ...set, METRICS_PORT: 0 } });
    expect(readConfiguration(observation, { LOG_LEVEL: 'loud' })).toMatchObject({ ok: false });
  });
});
