import { describe, expect, it } from '@jest/globals';
import { isUuid } from '#libs/kernel/src/ids.js';
import { createdId, eventId, httpCommandId, reactionCommandId } from './derived-ids.js';

describe('derived ids', () => {
  it('are UUIDs that stay the same for ever', () => {
    const command = httpCommandId('caller', 'key', 'POST', '/cases');
    expect(command).toBe('c7135aae-11f8-5bba-bebf-af2d9990961f');
    expect(createdId(command)).toBe('f3408a02-4f2d-5a7c-866f-4896f6efc74a');
    expect(eventId(command, 'digest', 'case-1', 0)).toBe('8c593d64-8a2c-51d8-83e3-f53b8a3a4a99');
    expect(reactionCommandId('handover-returns-people', command, 'case-1')).toBe(
      'c569f1a3-3400-5bf5-b91c-3f816da9d522',
    );
    for (const id of [command, createdId(command), eventId(command, 'digest', 'case-1', 0)])
      expect(isUuid(id)).toBe(true);
  });

  it('differ as soon as one part does', () => {
    const ids = [
      httpCommandId('a', 'key', 'POST', '/cases'),
      httpCommandId('b', 'key', 'POST', '/cases'),
      httpCommandId('a', 'yek', 'POST', '/cases'),
      httpCommandId('a', 'key', 'PUT', '/cases'),
      httpCommandId('a', 'key', 'POST', '/exchanges'),
      eventId('command', 'digest', 'case-1', 0),
      eventId('command', 'digest', 'case-1', 1),
      eventId('command', 'digest', 'case-2', 0),
      eventId('command', 'other', 'case-1', 0),
      eventId('dnammoc', 'digest', 'case-1', 0),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('do not run their parts together', () => {
    expect(httpCommandId('ab', 'c', 'POST', '/')).not.toBe(httpCommandId('a', 'bc', 'POST', '/'));
    expect(httpCommandId('a","b', 'c', 'POST', '/')).not.toBe(httpCommandId('a', 'b","c', 'POST', '/'));
  });
});
