import { parseEdtf } from '#libs/kernel/src/edtf/edtf.js';
import { checkedField } from './fields.js';

const LONGEST = 100;

const whyNot = (value: unknown): string | null => {
  if (typeof value !== 'string') return 'A date is a text.';
  if (value.length > LONGEST) return `A date has at most ${LONGEST} characters.`;
  const parsed = parseEdtf(value);
  return parsed.ok ? null : parsed.why;
};

/** An uncertain date in EDTF (ISO 8601-2). */
export const DateField = (
  description: string,
  example = '2025-06-14',
  { optional = false } = {},
): PropertyDecorator =>
  checkedField(
    {
      name: 'date',
      fits: (value) => whyNot(value) === null,
      rule: (value) => whyNot(value) ?? '',
      remedy: 'Write a date in EDTF, such as 2025-06-14, 2022-05, 2022-05-20/2022-06-03 or XXXX.',
    },
    { type: 'string', format: 'edtf', maxLength: LONGEST },
    { description: `${description} (EDTF)`, example, optional },
  );
