/**
 * How exports write durations: seconds, minutes, or clock forms such as 1:05. Owns the forms and the words where a text
 * has another; refuses to guess, for 12:00 may be minutes and seconds or hours and minutes.
 */
import { type Checked, Problem, parseNumber } from './field.ts';

/** The first part of a clock form may have any number of digits, the others have two. */
export const DURATION_UNITS = [
  ...['ms', 's', 'min', 'h'],
  ...['mm:ss', 'h:mm:ss', 'hh:mm:ss', '[h:]mm:ss', 'h:mm'],
] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const FACTORS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, min: 60, h: 3600 };

/** What a clock form is made of: the seconds that each part counts, and how it is written. */
interface ClockForm {
  /** of each part, the first one first; also of one without hours where `mayLackHours` */
  factors: readonly number[];
  mayLackHours: boolean;
  example: string;
}

const CLOCK_FORMS: Readonly<Record<string, ClockForm>> = {
  'mm:ss': { factors: [60, 1], mayLackHours: false, example: '1:05' },
  'h:mm:ss': { factors: [3600, 60, 1], mayLackHours: false, example: '0:01:05' },
  'hh:mm:ss': { factors: [3600, 60, 1], mayLackHours: false, example: '0:01:05' },
  '[h:]mm:ss': { factors: [3600, 60, 1], mayLackHours: true, example: '1:05 or 0:01:05' },
  'h:mm': { factors: [3600, 60], mayLackHours: false, example: '0:05' },
};

const CLOCK = /^(-?)(\d+(?::\d{2})+)(\.\d+)?$/;

/** Reads text that is not empty, with a point before decimals, as seconds; a sign before it is kept. */
export function compileDuration(unit: DurationUnit): (text: string) => Checked<number> {
  const factor = FACTORS[unit];
  if (factor !== undefined) {
    return (text) => {
      const number = parseNumber(text);
      return number instanceof Problem ? number : number * factor;
    };
  }
  const form = CLOCK_FORMS[unit]!;
  return (text) => readClock(text, unit, form);
}

function readClock(
  text: string,
  unit: DurationUnit,
  { factors, mayLackHours, example }: ClockForm,
): Checked<number> {
  const [, sign, clock = '', fraction] = CLOCK.exec(text) ?? [];
  const parts = clock.split(':').map(Number);
  const lacksHours = mayLackHours && parts.length === factors.length - 1;
  const hasFraction = fraction !== undefined;
  const isOfForm =
    clock !== '' && (parts.length === factors.length || lacksHours) && !(hasFraction && factors.at(-1) !== 1);
  if (!isOfForm) {
    return new Problem(
      `it is not written as the mapping says ("unit": "${unit}"); expected for example ${example}`,
    );
  }
  const [, ...small] = parts;
  if (small.some((part) => part >= 60)) {
    return new Problem('it has a part of 60 and more behind a colon; expected two digits, 00 to 59');
  }
  const counted = lacksHours ? factors.slice(1) : factors;
  const seconds = parts.reduce((sum, part, i) => sum + part * counted[i]!, Number(`0${fraction ?? ''}`));
  return sign === '-' ? -seconds + 0 : seconds;
}
