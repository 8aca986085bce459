import { checkedField } from '../http/fields.js';

/** A number in a query. */
export const wholeNumber = (from: number, to: number, description: string): PropertyDecorator =>
  checkedField(
    {
      name: 'number',
      fits: (value) =>
        typeof value === 'string' && /^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to,
      rule: `A whole number from ${from} to ${to} stands here.`,
      remedy: 'Leave it out, or write it without sign or fraction.',
    },
    { type: 'integer', minimum: from, maximum: to },
    { optional: true, description },
  );
