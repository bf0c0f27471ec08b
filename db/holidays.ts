/**
 * The holidays of an organisation: the public ones of its country, with what the operator added and removed.
 * Owns the only use of the holiday library, loaded when first needed; refuses school, bank and optional days,
 * and half days: whoever closes on them adds them.
 */

import type { CivilDay } from './domain/civil-day.ts';
import { dateOfDay, formatDay, parseDay } from './domain/civil-day.ts';

export interface HolidaySettings {
  /** ISO 3166-1, `IL`; null: only the days in `add`. */
  country: string | null;
  /** A code of the holiday library below the country, `ENG` of `GB`. */
  region: string | null;
  add: readonly { day: CivilDay; name: string }[];
  remove: readonly CivilDay[];
}

export type HolidayResult =
  | { ok: true; holidays: Map<CivilDay, string> }
  | { ok: false; problems: readonly string[] };

/** A clock change may make a day shorter by this much. */
const CLOCK_CHANGE_MILLISECONDS = 3_600_000;

type Finder = (year: number) => readonly { day: CivilDay; name: string }[];

const finders = new Map<string, Promise<Finder | { problem: string }>>();

/**
 * Holidays by civil day for the years asked, both included; days added by the operator come whatever their year.
 * A day is removed before any is added, so a day that is in both lists is a holiday. Problems are written like those
 * of the configuration. Names are in the first of `languages` that the library has, else in the country's own.
 */
export async function resolveHolidays(
  settings: HolidaySettings,
  fromYear: number,
  toYear: number,
  languages: readonly string[] = ['en'],
): Promise<HolidayResult> {
  const holidays = new Map<CivilDay, string>();
  const finder =
    settings.country === null ? null : await finderOf(settings.country, settings.region, languages);
  if (finder !== null && typeof finder !== 'function') return { ok: false, problems: [finder.problem] };
  const problems = settings.remove.flatMap((day, index) => problemsOfRemoval(day, index, settings, finder));
  if (problems.length > 0) return { ok: false, problems };
  if (finder !== null) {
    // From the year before: a feast of several days may reach into the first year.
    for (let year = fromYear - 1; year <= toYear; year += 1) {
      for (const { day, name } of finder(year)) {
        const dayYear = dateOfDay(day).year;
        if (dayYear < fromYear || dayYear > toYear) continue;
        const known = holidays.get(day);
        holidays.set(day, known === undefined || known === name ? name : `${known}; ${name}`);
      }
    }
  }
  for (const day of settings.remove) holidays.delete(day);
  for (const { day, name } of settings.add) holidays.set(day, name);
  return { ok: true, holidays };
}

/** Whoever removes a day that is no holiday meant another, which would stay. */
function problemsOfRemoval(
  day: CivilDay,
  index: number,
  { country, region }: HolidaySettings,
  finder: Finder | null,
): string[] {
  const field = `remove[${index}]`;
  const whose = [country, region].filter((code) => code !== null).join(', ');
  if (finder === null) {
    return [problemOf(field, formatDay(day), 'no day, since there is no "country" whose holidays are taken')];
  }
  const { year } = dateOfDay(day);
  const known = [year - 1, year, year + 1].flatMap(finder);
  if (known.some((holiday) => holiday.day === day)) return [];
  const [nearest] = known.sort((a, b) => Math.abs(a.day - day) - Math.abs(b.day - day));
  const example = nearest === undefined ? '' : `, for example ${formatDay(nearest.day)} (${nearest.name})`;
  return [problemOf(field, formatDay(day), `a public holiday of ${whose}${example}`)];
}

function finderOf(country: string, region: string | null, languages: readonly string[]) {
  const key = [country, region ?? '', ...languages].join(' ');
  const known = finders.get(key);
  if (known !== undefined) return known;
  const finder = makeFinder(country, region, languages);
  finders.set(key, finder);
  return finder;
}

async function makeFinder(
  country: string,
  region: string | null,
  languages: readonly string[],
): Promise<Finder | { problem: string }> {
  const { default: Holidays } = await import('date-holidays');
  const library = new Holidays();
  const countries = Object.keys(library.getCountries());
  if (!countries.includes(country)) {
    return {
      problem: problemOf('country', country, `a country with known holidays, one of ${list(countries)}`),
    };
  }
  const regions = Object.keys(library.getStates(country) ?? {});
  if (region !== null && !regions.includes(region)) {
    const expected =
      regions.length === 0
        ? `no region, since none of ${country} is known`
        : `a region of ${country}, one of ${list(regions)}`;
    return { problem: problemOf('region', region, expected) };
  }
  library.init(country, region ?? '', { types: ['public'], languages: [...languages] });

  const byYear = new Map<number, ReturnType<Finder>>();
  return (year) => {
    let found = byYear.get(year);
    if (found === undefined) {
      found = library
        .getHolidays(year)
        .filter((holiday) => holiday.type === 'public')
        .flatMap(({ date, start, end, name }) => spread(date, end.getTime() - start.getTime(), name));
      byYear.set(year, found);
    }
    return found;
  };
}

/**
 * The whole civil days of a holiday: none for a half day, on which a service may well be open. The written date is the
 * civil one; `start` may be the evening before, where days begin at sunset, and only the length is taken from it.
 */
function spread(date: string, lengthMilliseconds: number, name: string): { day: CivilDay; name: string }[] {
  const first = parseDay(date.slice(0, 10));
  if (first === null) throw new Error(`the holiday library gave "${date}" for ${name}; expected YYYY-MM-DD`);
  const days = Math.floor((lengthMilliseconds + CLOCK_CHANGE_MILLISECONDS) / 86_400_000);
  return Array.from({ length: days }, (_, index) => ({ day: first + index, name }));
}

function problemOf(field: string, found: string, expected: string): string {
  return `holidays.${field}: found "${found}"; expected ${expected}`;
}

function list(codes: readonly string[]): string {
  return [...codes].sort().join(', ');
}
