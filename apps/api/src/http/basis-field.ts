import { REFERENCE_KINDS } from '#libs/kernel/src/basis.js';
import { isUuid } from '#libs/kernel/src/ids.js';
import { SPEAKERS } from '#libs/kernel/src/speaker.js';
import { checkedField, CountField, IdField, WordField } from './fields.js';
import { ListField } from './nested-field.js';

export class EventReference {
  @WordField(['event'])
  readonly kind!: 'event';

  @checkedField(
    {
      name: 'stream',
      fits: (value) => {
        const [, id] = (typeof value === 'string' && /^[a-z]{1,30}-(.{36})$/.exec(value)) || [];
        return id !== undefined && isUuid(id);
      },
      rule: 'The name of a stream stands here: its kind and its id.',
      remedy: 'Write it as case-3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607.',
    },
    { type: 'string' },
    { example: 'case-3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607' },
  )
  readonly stream!: string;

  @CountField({ example: 2 })
  readonly revision!: number;
}

export class SourceReference {
  @WordField(['source'])
  readonly kind!: 'source';

  @WordField(SPEAKERS)
  readonly speaker!: (typeof SPEAKERS)[number];
}

export class IdReference {
  @WordField(REFERENCE_KINDS.filter((kind) => kind !== 'event' && kind !== 'source'))
  readonly kind!: 'claim' | 'document' | 'laboratory' | 'method';

  @IdField({ example: '7d444840-9dc0-4c11-8a1b-5b8a4e0f2c11' })
  readonly id!: string;
}

const CLASSES = { event: EventReference, source: SourceReference } as const;

/** Each of them may have to be looked up, in a stream of its own. */
const MOST = 50;

/** What a statement rests on: typed references, never text. That it may not be empty is a rule of the domain. */
export const BasisField = (): PropertyDecorator =>
  ListField(
    ({ kind }) => {
      if (kind === 'event' || kind === 'source') return CLASSES[kind];
      if (REFERENCE_KINDS.some((known) => known === kind)) return IdReference;
      return {
        pointer: '/kind',
        rule: 'A reference has a kind that is known.',
        remedy: `Use ${REFERENCE_KINDS.join(', ')}.`,
      };
    },
    [EventReference, SourceReference, IdReference],
    {
      most: MOST,
      description: `What this rests on: one typed reference or more, at most ${MOST}`,
      example: [{ kind: 'source', speaker: 'coordination-headquarters' }],
    },
  );
