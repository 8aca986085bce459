import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath, type ApiPropertyOptions } from '@nestjs/swagger';
import { addField, type BodyClass, type FieldRule } from './bind.js';
import { described } from './fields.js';

interface About {
  readonly description?: string;
  readonly example?: unknown;
  readonly optional?: boolean;
  /** For a list that is shorter than others may be. */
  readonly most?: number;
}

function nestedField(
  rule: FieldRule,
  classes: readonly BodyClass[],
  shown: ApiPropertyOptions,
): PropertyDecorator {
  return applyDecorators(
    (target: object, field: string | symbol) => addField(target, String(field), rule),
    (target: object) => ApiExtraModels(...classes)(target.constructor as BodyClass),
    ApiProperty(shown),
  );
}

const oneOf = (classes: readonly BodyClass[]) => {
  const [only, ...others] = classes.map((body) => ({ $ref: getSchemaPath(body) }));
  return only && others.length === 0 ? only : { oneOf: only ? [only, ...others] : [] };
};

/** An object of a class of its own. */
export const RecordField = (body: BodyClass, about: About = {}): PropertyDecorator =>
  nestedField({ optional: about.optional === true, list: false, nested: () => body }, [body], {
    allOf: [{ $ref: getSchemaPath(body) }],
    ...described(about),
  } as ApiPropertyOptions);

/** An object of one of several classes, chosen by what was sent. */
export const OneOfField = (
  choose: NonNullable<FieldRule['nested']>,
  classes: readonly BodyClass[],
  about: About = {},
): PropertyDecorator =>
  nestedField({ optional: false, list: false, nested: choose }, classes, {
    ...oneOf(classes),
    ...described(about),
  } as ApiPropertyOptions);

const mostOf = ({ most }: About) => (most === undefined ? {} : { most });

/** A list of such objects; a list that may be empty stands as []. */
export const ListField = (
  choose: NonNullable<FieldRule['nested']>,
  classes: readonly BodyClass[],
  about: About = {},
): PropertyDecorator =>
  nestedField({ optional: false, list: true, nested: choose, ...mostOf(about) }, classes, {
    type: 'array',
    items: oneOf(classes),
    ...(about.most !== undefined && { maxItems: about.most }),
    ...described(about),
  } as ApiPropertyOptions);
