import { describe, expect, test } from 'vitest';
import { parseDay } from '../../../db/domain/civil-day.ts';
import { Problem } from '../../../db/ingest/field.ts';
import { compilePattern, type TimePattern } from '../../../db/ingest/time-pattern.ts';

function compiled(pattern: string): TimePattern {
  const result = compilePattern(pattern);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

function read(pattern: string, text: string): unknown {
  const found = compiled(pattern).parse(text);
  return found instanceof Problem ? found.reason : found;
}

const civil = (day: string, hour = 0, minute = 0, second = 0) => ({
  day: parseDay(day),
  secondOfDay: hour * 3600 + minute * 60 + second,
});

describe('patterns', () => {
  test.each([
    ['yyMMdd H:mm:ss', '990401 0:30:59', civil('1999-04-01', 0, 30, 59)],
    ['yyyy-MM-dd', '2021-12-31', civil('2021-12-31')],
    ['yyyy-MM-ddTHH:mm:ss.SSS', '2019-12-31T23:59:11.000', civil('2019-12-31', 23, 59, 11)],
    ['MM/dd/yyyy hh:mm:ss a', '01/16/2014 08:48:47 AM', civil('2014-01-16', 8, 48, 47)],
    ['MM/dd/yyyy hh:mm:ss a', '01/16/2014 12:00:00 AM', civil('2014-01-16', 0)],
    ['MM/dd/yyyy hh:mm:ss a', '01/16/2014 12:00:00 pm', civil('2014-01-16', 12)],
    ['d.M.yyyy H:mm', '1.2.2020 7:05', civil('2020-02-01', 7, 5)],
    ['yyyyMMddHHmmss', '20200229235959', civil('2020-02-29', 23, 59, 59)],
  ])('%s reads %s', (pattern, text, expected) => {
    expect(read(pattern, text)).toEqual(expected);
  });

  test('two-digit years pivot at 70', () => {
    expect(read('yyMMdd', '700101')).toEqual(civil('1970-01-01'));
    expect(read('yyMMdd', '690101')).toEqual(civil('2069-01-01'));
  });

  test.each([
    ['yyyy-MM-dd', '2021-12-31 '],
    ['yyyy-MM-dd', '2021-1-31'],
    ['H:mm yyMMdd', '7:5 990101'],
    ['yyyy-MM-dd', '２０２１-12-31'],
    ['MM/dd/yyyy hh:mm a', '01/16/2014 08:48 XM'],
  ])('%s does not read %j', (pattern, text) => {
    expect(read(pattern, text)).toBe(`it does not fit the pattern "${pattern}"`);
  });

  test.each([
    ['yyyy-MM-dd', '0000-01-01', /the year is 0; expected 1970 to 2099/],
    ['yyyy-MM-dd', '9999-12-31', /the year is 9999/],
    ['yyyy-MM-dd', '1999-02-29', /there is no day 29 of month 2 in 1999/],
    ['yyyy-MM-dd HH:mm', '1999-02-01 24:00', /no such time of day/],
    ['yyyy-MM-dd HH:mm:ss', '1999-02-01 10:00:60', /no such time of day/],
    ['yyyy-MM-dd hh:mm a', '1999-02-01 00:10 AM', /the hour is 0; expected 1 to 12/],
    ['yyyy-MM-dd hh:mm a', '1999-02-01 13:10 PM', /the hour is 13; expected 1 to 12/],
  ])('%s refuses %s', (pattern, text, reason) => {
    expect(read(pattern, text)).toMatch(reason);
  });

  test.each([
    ['yyyy-MM', /no dayOfMonth/],
    ['yyyy-MM-dd QQ', /"QQ" means nothing/],
    ['yyy-MM-dd', /"yyy" means nothing/],
    ['yyyy-MM-dd hh:mm', /h and a belong together/],
    ['yyyy-MM-dd mm:ss', /minutes without an hour/],
    ['yyyy-MM-dd yy', /gives the year twice/],
    ['', /no year/],
  ])('%j is no pattern', (pattern, reason) => {
    expect(compilePattern(pattern)).toMatch(reason);
  });
});
