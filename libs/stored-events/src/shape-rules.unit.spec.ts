import { describe, expect, it } from '@jest/globals';
import { defineEvent, evolve, renamed } from '#libs/kernel/src/stored/event-definition.js';
import {
  type Field,
  count,
  id,
  list,
  optional,
  personal,
  publicText,
  record,
  statement,
  text,
} from '#libs/kernel/src/stored/fields.js';
import { homewardEvents } from './homeward-events.js';
import { StoredEventRegistry } from './registry.js';
import { faultsOfShapes } from './shape-rules.js';

const faultsOf = (fields: Readonly<Record<string, Field<unknown>>>): string[] =>
  faultsOfShapes(defineEvent('Planted', fields));

describe('the rules of stored shapes', () => {
  it('hold for every event of Homeward', () => {
    expect(homewardEvents.definitions.flatMap(faultsOfShapes)).toEqual([]);
    expect(homewardEvents.definitions.length).toBeGreaterThan(10);
  });

  it.each([
    ['at the top', { remark: text() }, 'remark: free text'],
    ['in an optional field', { remark: optional(text()) }, 'remark: free text'],
    ['in a list', { remarks: list(text()) }, 'remarks[]: free text'],
    ['in a record in a list', { rows: list(record({ note: text() })) }, 'rows[].note: free text'],
  ])('find text outside personal %s', (_where, fields, fault) => {
    expect(faultsOf(fields)).toEqual([expect.stringContaining(`Planted v1, field ${fault}`)]);
  });

  it('find public text without a reason, also in an optional field', () => {
    expect(faultsOf({ title: optional(publicText(' ')) })).toEqual([
      expect.stringContaining('needs the reason'),
    ]);
  });

  it('find a shape that is the one before again, and a second event under a former name', () => {
    const seen = defineEvent('Seen', { times: count() });
    const again = evolve(seen, { times: count() }, ({ times }) => ({ times: times * 2 }));
    expect(faultsOfShapes(again)).toEqual([
      'Seen v2: it has the shape of v1; leave it out, or name what has changed.',
    ]);
    expect(() => new StoredEventRegistry([again])).toThrow('Seen v2');
    expect(() => new StoredEventRegistry([renamed(seen, 'Noticed'), seen])).toThrow('Seen is defined twice');
  });

  it('find a kind that they do not know', () => {
    const rumour = { kind: 'rumour' } as unknown as Field<string>;
    expect(faultsOf({ heard: list(rumour) })).toEqual([
      expect.stringContaining('kind "rumour" is not known'),
    ]);
  });

  it('find personal data and statements where the codec would not look for them', () => {
    expect(faultsOf({ names: list(personal(text())) })).toEqual([
      expect.stringContaining('names[]: personal()'),
    ]);
    expect(faultsOf({ row: record({ name: personal(text()) }) })).toEqual([
      expect.stringContaining('row.name'),
    ]);
    expect(faultsOf({ to: optional(statement()) })).toEqual([expect.stringContaining('to: statement()')]);
    expect(faultsOf({ personal: count() })).toEqual([expect.stringContaining('name is taken')]);
  });

  it('find a subject that is not the name of a stream: it would have another key than the person', () => {
    const said = personal(text(), { subjectIn: 'witness' });
    expect(faultsOf({ said, witness: id() })).toEqual([expect.stringContaining('said: its subject')]);
    expect(faultsOf({ said })).toHaveLength(1);
  });

  it('find a fault in an old shape, and name the schema', () => {
    const first = defineEvent('Planted', { remark: text() });
    const second = evolve(first, { times: count() }, () => ({ times: 0 }));
    expect(faultsOfShapes(second)).toEqual([expect.stringContaining('Planted v1, field remark')]);
  });

  it('stop a registry from being made, and so does a type that is defined twice', () => {
    expect(() => new StoredEventRegistry([defineEvent('Planted', { remark: text() })])).toThrow(
      'field remark',
    );
    const twice = [defineEvent('Planted', {}), defineEvent('Planted', {})];
    expect(() => new StoredEventRegistry(twice)).toThrow('Planted is defined twice');
  });
});
