import { describe, expect, it } from '@jest/globals';
import { sentenceFor } from './troubles.js';

describe('what PostgreSQL says, as a sentence for the operator', () => {
  it.each([
    [
      'could not access directory "/srv/pg": Permission denied',
      { uid: 65534, gid: 65534 },
      /user id 65534.*let that user own/,
    ],
    ['could not create file: Read-only file system', {}, /^This user cannot use.*or choose another folder/],
    ['could not bind IPv4 address "127.0.0.1"', {}, /could not take its port: stop that program/],
    ['something else', {}, /did not start in \/srv\/pg\. Its last words: something else/],
  ])('%s', (words, account, sentence) => {
    expect(sentenceFor(words, '/srv/pg', account).message).toMatch(sentence);
  });
});
