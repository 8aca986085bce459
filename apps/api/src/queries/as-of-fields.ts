import { checkedField } from '../http/fields.js';
import { dayIn, instantIn } from '../http/instants.js';

/** The day of a view. */
export const DayParameter = (description: string): PropertyDecorator =>
  checkedField(
    {
      name: 'day',
      fits: (value) => dayIn(value) !== undefined,
      rule: 'A day of the calendar stands here.',
      remedy: 'Write it as 2025-06-14.',
    },
    { type: 'string', format: 'date' },
    { optional: true, example: '2025-06-14', description },
  );

/** The instant at which a view knows what it knows. */
export const InstantParameter = (description: string): PropertyDecorator =>
  checkedField(
    {
      name: 'instant',
      fits: (value) => instantIn(value) !== undefined,
      rule: 'An instant with its zone, or a day, stands here.',
      remedy: 'Write it as 2025-06-14T18:00:00+03:00, or as 2025-06-14 for the end of that day in Kyiv.',
    },
    { type: 'string' },
    { optional: true, example: '2025-06-15T12:00:00Z', description },
  );
