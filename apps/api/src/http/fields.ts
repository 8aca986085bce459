import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isUuid } from '#libs/kernel/src/ids.js';
import { addField } from './bind.js';

/** The fields of a body: each checks its value, says what is wrong with it, and describes itself at /docs. */
interface About {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
}

export interface Check {
  readonly name: string;
  readonly fits: (value: unknown) => boolean;
  readonly rule: string | ((value: unknown) => string);
  readonly remedy: string;
}

/** A field with one check. */
export function checkedField(check: Check, shown: ApiPropertyOptions, about: About): PropertyDecorator {
  const { name, fits, rule, remedy } = check;
  const validator = {
    validate: fits,
    defaultMessage: (at?: { value?: unknown }) => (typeof rule === 'string' ? rule : rule(at?.value)),
  };
  return applyDecorators(
    (target: object, field: string | symbol) =>
      addField(target, String(field), { optional: about.optional === true, list: false }),
    ValidateBy({ name, validator }, { context: { remedy } }),
    ApiProperty({ ...shown, ...described(about) } as ApiPropertyOptions),
  );
}

export function described({ description, example, optional }: About): ApiPropertyOptions {
  return {
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    ...(optional ? { required: false, nullable: true } : {}),
  };
}

export const ID_RULE = 'An id is a lower-case UUID.';
export const ID_REMEDY = 'Write it as 3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607.';
const SHOWN_ID = { type: 'string', format: 'uuid' } as const;

export const isId = (value: unknown): value is string => typeof value === 'string' && isUuid(value);

export const IdField = (about: About = {}): PropertyDecorator =>
  checkedField({ name: 'id', fits: isId, rule: ID_RULE, remedy: ID_REMEDY }, SHOWN_ID, about);

export const IdListField = (about: About = {}): PropertyDecorator =>
  checkedField(
    {
      name: 'ids',
      fits: (value) => Array.isArray(value) && value.length <= 1_000 && value.every(isId),
      rule: 'A list of at most 1000 ids, each a lower-case UUID, stands here.',
      remedy: ID_REMEDY,
    },
    { type: 'array', items: SHOWN_ID },
    about,
  );

export const WordField = (words: readonly string[], about: About = {}): PropertyDecorator =>
  checkedField(
    {
      name: 'word',
      fits: (value) => typeof value === 'string' && words.includes(value),
      rule: 'One of the words that are known stands here.',
      remedy: `Use ${words.join(', ')}.`,
    },
    { type: 'string', enum: [...words], example: words[0] },
    about,
  );

export const FlagField = (about: About = {}): PropertyDecorator =>
  checkedField(
    {
      name: 'flag',
      fits: (value) => typeof value === 'boolean',
      rule: 'True or false stands here.',
      remedy: 'Write true or false without quotes.',
    },
    { type: 'boolean' },
    about,
  );

/** What a PostgreSQL int holds, so that sums of a few thousand counts are exact everywhere. */
const LARGEST_COUNT = 2_147_483_647;

export const CountField = (about: About = {}): PropertyDecorator =>
  checkedField(
    {
      name: 'count',
      fits: (value) =>
        typeof value === 'number' &&
        Number.isInteger(value) &&
        value >= 0 &&
        value <= LARGEST_COUNT &&
        !Object.is(value, -0),
      rule: `A whole number from 0 to ${LARGEST_COUNT} stands here.`,
      remedy: 'Write it without quotes, sign or fraction.',
    },
    { type: 'integer', minimum: 0, maximum: LARGEST_COUNT },
    about,
  );

/** Text that the store and PostgreSQL can both keep: neither a NUL nor half a surrogate pair. */
const isKept = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

export const TextField = (longest: number, about: About = {}): PropertyDecorator =>
  checkedField(
    {
      name: 'text',
      fits: (value) =>
        typeof value === 'string' && value.trim() !== '' && value.length <= longest && isKept(value),
      rule: `A text of at most ${longest} characters stands here, without NUL and broken surrogates.`,
      remedy: about.optional
        ? 'Write it shorter, or leave the field out.'
        : 'Write it shorter and not blank.',
    },
    { type: 'string', minLength: 1, maxLength: longest },
    about,
  );
