import { describe, expect, it } from '@jest/globals';
import { databaseUrl, pathSetting, portSetting, readConfiguration } from './configuration.js';

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
});
