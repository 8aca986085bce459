import { describe, expect, it } from '@jest/globals';
import { edtf, parseEdtf } from './edtf.js';

const ACCEPTED = `
2016 2016-05 2016-05-31 2016-02-29 2000-02-29 2016-05/2016-06
2016? 2016-05~ 2016-05-31% 201X? XXXX~
201X 20XX 2004-XX 1985-04-XX 1985-XX-XX
2022-21 2022-22 2022-23 2022-24 2022-24~
2022-05/.. ../2023 2022-05/ /2023 2022-05-20~/2022-06-03? 2022/2022-05 2022-05/2022
2016-05?-31 2016-?05 2016-?05-~31 ?2016-05-%31 2004-06-~01/2004-06-~20
156X-12-25 1XXX-12 1984-1X 2016-06-1X 2016-02-2X 2016-XX-31 XXXX XXXX-XX-XX XXXX-12-25
[2022,2023] [..2016,2017] [2022-05..] [2022-05-20..2022-06-03] [2022,2023-05~]
{2015,2018..2020} {..1983-12-31} {1960,1961-12}
`
  .trim()
  .split(/\s+/);

const REFUSED: Record<string, RegExp> = {
  '2016-02-3X': /No day of the calendar/,
  '2016-2X-XX': /No day of the calendar/,
  '2016-XX-32': /No day of the calendar/,
  '2015-02-29': /No day of the calendar/,
  '2100-02-29': /No day of the calendar/,
  '201X-02-30': /No day of the calendar/,
  '2016-06-31': /No day of the calendar/,
  '2016-13': /No day of the calendar/,
  '2016-00': /No day of the calendar/,
  '2016-25': /No day of the calendar/,
  '2016-21-03': /No day of the calendar/,
  '0000': /No day of the calendar/,
  '2016-02-3X/2017': /No day of the calendar/,
  '[2016,2017-02-30]': /No day of the calendar/,
  '20160531': /hyphens/,
  '201605': /hyphens/,
  '199u': /2012 draft/,
  unknown: /2012 draft/,
  'unknown/2012': /2012 draft/,
  '2012/open': /2012 draft/,
  '2016?~': /2012 draft/,
  '(2016-05)?': /2012 draft/,
  y17000: /2012 draft/,
  '2016-05-31T10:00:00': /no time of day/,
  '2016-06/2016-05': /start lies after the end/,
  '{2020..2018}': /start lies after the end/,
  '/': /a date at one end/,
  '../..': /a date at one end/,
  '/..': /a date at one end/,
  '[2016,..2017]': /only the first/,
  '[2016..,2017]': /only the first/,
  '': /A date is needed/,
  '..': /supported EDTF forms/,
  '[]': /A date is needed/,
  '[..]': /supported EDTF forms/,
  '[2016': /supported EDTF forms/,
  '[2016]?': /supported EDTF forms/,
  '2016-5': /supported EDTF forms/,
  ' 2016': /supported EDTF forms/,
  '2016\n': /supported EDTF forms/,
  '201x': /supported EDTF forms/,
  '-0003': /supported EDTF forms/,
  P1D: /supported EDTF forms/,
  '2015/2016/2017': /supported EDTF forms/,
  [`[${'2016,'.repeat(40)}2017]`]: /200 characters/,
  '31 May 2016': /supported EDTF forms/,
};

describe('The EDTF subset', () => {
  it.each(ACCEPTED)('accepts %s and keeps its text', (text) => {
    expect(parseEdtf(text)).toEqual({ ok: true, edtf: text });
  });

  it.each(Object.entries(REFUSED))('refuses %j and says why', (text, why) => {
    const parsed = parseEdtf(text);
    expect(parsed).toEqual({ ok: false, why: expect.stringMatching(why) });
  });

  it.each(Object.keys(REFUSED))('gives an example when it refuses %j', (text) => {
    const parsed = parseEdtf(text);
    expect(parsed.ok ? '' : parsed.why).toMatch(/\d{4}/);
  });

  it('throws where a constant is wrong', () => {
    expect(edtf('2016-05')).toBe('2016-05');
    expect(() => edtf('2016-02-30')).toThrow(RangeError);
  });
});
