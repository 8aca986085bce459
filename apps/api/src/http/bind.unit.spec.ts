import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bind } from './bind.js';
import { BasisField } from './basis-field.js';
import { DateField } from './date-field.js';
import type { FieldProblem } from './field-problem.js';
import { CountField, IdField, TextField, WordField } from './fields.js';
import { ListField, RecordField } from './nested-field.js';

class Inner {
  @TextField(5)
  readonly text!: string;
}

class Body {
  @DateField('a day')
  readonly day!: string;

  @WordField(['red', 'green'], { optional: true })
  readonly word!: string | null;

  @CountField({ optional: true })
  readonly count!: number | null;

  @IdField({ optional: true })
  readonly id!: string | null;

  @RecordField(Inner, { optional: true })
  readonly inner!: Inner | null;

  @ListField(() => Inner, [Inner])
  readonly list!: readonly Inner[];

  @BasisField()
  readonly basis!: readonly unknown[];
}

const GOOD = { day: '2025-06-14', list: [], basis: [{ kind: 'source', speaker: 'icrc' }] };

function bound(sent: unknown): { value: Body; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  return { value: bind(Body, sent, problems), problems };
}

const pointers = (sent: unknown) =>
  bound(sent).problems.map((problem) => (problem as { pointer: string }).pointer);

describe('A body', () => {
  it('is bound to plain data with exactly its fields, null for what was left out', () => {
    const { value, problems } = bound({ ...GOOD, inner: { text: 'abc' } });
    expect(problems).toEqual([]);
    expect(value).toStrictEqual({ ...GOOD, word: null, count: null, id: null, inner: { text: 'abc' } });
  });

  it('is told every field that is wrong, by a JSON pointer', () => {
    const sent = {
      ...GOOD,
      day: '2025-02-30',
      word: 'blue',
      count: -1,
      id: 'x',
      inner: { text: 'too long', more: 1 },
      list: [{ text: 'abc' }, { text: '' }, 'no object'],
      basis: [{ kind: 'source', speaker: 'icrc', id: 'x' }],
      'a/b~c': 1,
    };
    expect(pointers(sent).sort()).toEqual(
      [
        '/day',
        '/word',
        '/count',
        '/id',
        '/inner/text',
        '/inner/more',
        '/list/1/text',
        '/list/2',
        '/basis/0/id',
        '/a~1b~0c',
      ].sort(),
    );
  });

  it.each([-0, 0.5, 2 ** 53, '1', true])('has no count of %p', (count) => {
    expect(pointers({ ...GOOD, count })).toEqual(['/count']);
  });

  it('does not take inherited members for fields', () => {
    expect(pointers(Object.create(GOOD))).toEqual(['/day', '/list', '/basis']);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'then', '__proto__'])(
    'does not know the field %s',
    (name) => {
      expect(pointers(JSON.parse(`{"${name}":1,"day":"2025","list":[],"basis":[]}`))).toEqual([`/${name}`]);
    },
  );

  it('is bound or refused, whatever was sent, and never throws', () => {
    const anything = fc.oneof(fc.jsonValue(), fc.record(mapOf(fc.jsonValue()), { requiredKeys: [] }));
    fc.assert(
      fc.property(anything, (sent) => {
        const { problems } = bound(sent);
        for (const { rule, remedy } of problems) expect(`${rule} ${remedy}`).toMatch(/^.+\. .+\.$/s);
      }),
    );
  });
});

const mapOf = (value: fc.Arbitrary<unknown>): Record<keyof Body, fc.Arbitrary<unknown>> => ({
  day: value,
  word: value,
  count: value,
  id: value,
  inner: value,
  list: value,
  basis: value,
});
