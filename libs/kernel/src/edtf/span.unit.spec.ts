import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { civilDay } from './civil-day.js';
import { edtf } from './edtf.js';
import { certainlyBefore, certainlyBy, mayBeBy, spanOf } from './span.js';

describe('The span of an uncertain date', () => {
  it.each([
    ['2016-05-31', '2016-05-31', '2016-05-31'],
    ['2016-02', '2016-02-01', '2016-02-29'],
    ['2015-02', '2015-02-01', '2015-02-28'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2016', '2016-01-01', '2016-12-31'],
    ['2016-05-31%', '2016-05-31', '2016-05-31'],
    ['2016-05~', '2016-05-01', '2016-05-31'],
    ['201X', '2010-01-01', '2019-12-31'],
    ['20XX', '2000-01-01', '2099-12-31'],
    ['2004-XX', '2004-01-01', '2004-12-31'],
    ['1985-04-XX', '1985-04-01', '1985-04-30'],
    ['1985-XX-XX', '1985-01-01', '1985-12-31'],
    ['2016-XX-31', '2016-01-31', '2016-12-31'],
    ['2015-XX-30', '2015-01-30', '2015-12-30'],
    ['201X-02-29', '2012-02-29', '2016-02-29'],
    ['156X-12-25', '1560-12-25', '1569-12-25'],
    ['2016-06-3X', '2016-06-30', '2016-06-30'],
    ['1984-1X', '1984-10-01', '1984-12-31'],
    ['0XXX', '0001-01-01', '0999-12-31'],
    ['XXXX', null, null],
    ['XXXX-XX-XX', null, null],
    ['XXXX-12-25', null, null],
    ['2022-21', '2022-03-01', '2022-05-31'],
    ['2022-24', '2021-12-01', '2023-02-28'],
    ['9999-24', '9998-12-01', null],
    ['2022-05/..', '2022-05-01', null],
    ['2022-05/', '2022-05-01', null],
    ['../2023', null, '2023-12-31'],
    ['/2023', null, '2023-12-31'],
    ['2022-05-20/2022-06', '2022-05-20', '2022-06-30'],
    ['[2023,2022]', '2022-01-01', '2023-12-31'],
    ['[..2016,2017]', null, '2017-12-31'],
    ['[2016,2018..]', '2016-01-01', null],
    ['{2015,2018..2020}', '2015-01-01', '2020-12-31'],
  ])('of %s is %s to %s', (text, earliest, latest) => {
    expect(spanOf(edtf(text))).toEqual({ earliest, latest });
  });

  it('orders two dates only when no day is possible for both', () => {
    expect(certainlyBefore(edtf('2022-05'), edtf('2022-06-01'))).toBe(true);
    expect(certainlyBefore(edtf('2022-05'), edtf('2022-05-31'))).toBe(false);
    expect(certainlyBefore(edtf('2022-05-20'), edtf('2022-05-20'))).toBe(false);
    expect(certainlyBefore(edtf('2022-05/..'), edtf('2024'))).toBe(false);
    expect(certainlyBefore(edtf('2021'), edtf('../2024'))).toBe(false);
  });

  it('counts a day to its end', () => {
    const day = civilDay('2022-05-20');
    expect([mayBeBy(edtf('2022-05-20'), day), certainlyBy(edtf('2022-05-20'), day)]).toEqual([true, true]);
    expect([mayBeBy(edtf('2022-05'), day), certainlyBy(edtf('2022-05'), day)]).toEqual([true, false]);
    expect([mayBeBy(edtf('2022-05-21'), day), certainlyBy(edtf('2022-05-21'), day)]).toEqual([false, false]);
    expect([mayBeBy(edtf('XXXX'), day), certainlyBy(edtf('XXXX'), day)]).toEqual([true, false]);
    expect([mayBeBy(edtf('../2021'), day), certainlyBy(edtf('../2021'), day)]).toEqual([true, true]);
  });

  it('holds every day that a masked date can be, and both its ends are such days', () => {
    const anyDay = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    const masks = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(anyDay, masks, (date, mask) => {
        const day = civilDay(date.toISOString().slice(0, 10));
        const masked = [...day].map((c, i) => (c !== '-' && mask[i] ? 'X' : c)).join('');
        const { earliest, latest } = spanOf(edtf(masked));
        if (masked.startsWith('XXXX')) return earliest === null && latest === null;
        const fits = new RegExp(`^${masked.replaceAll('X', '\\d')}$`);
        expect(civilDay(earliest ?? '')).toMatch(fits);
        expect(civilDay(latest ?? '')).toMatch(fits);
        return earliest !== null && latest !== null && earliest <= day && day <= latest;
      }),
    );
  });
});
