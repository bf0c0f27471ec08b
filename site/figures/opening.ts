/** What a page hands to the script that says whether the line is open now: hours, holidays and every word of it. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { PublishedHours } from '../../db/domain/opening.ts';
import type { Say } from '../i18n/say.ts';
import type { Moment } from '../moment.ts';
import { longestTexts, type OpeningState } from '../words/opening-line.ts';

/** The way of getting in touch that most people look for: a telephone number where there is one. */
export function mainWay({ contact }: OrganisationAnswer): OrganisationAnswer['contact'][number] | undefined {
  return contact.find((way) => way.channel === 'phone') ?? contact[0];
}

/** The hours of a channel with those of its coming holidays; null where nobody stated them. */
export function publishedHoursOf(
  { timeZone, hours, holidays, holidayHours }: OrganisationAnswer,
  channel: string,
): PublishedHours | null {
  const week = hours[channel];
  if (week === undefined) return null;
  const onHolidays = holidayHours[channel] ?? [];
  return { timeZone, week, exceptions: Object.fromEntries(holidays.map(({ date }) => [date, onHolidays])) };
}

/** Null for a channel whose hours nobody stated. */
export function openingStateOf(
  say: Say,
  organisation: OrganisationAnswer,
  channel: string,
  moment: Moment,
): OpeningState | null {
  const hours = publishedHoursOf(organisation, channel);
  if (hours === null) return null;
  const words = say.frame.opening;
  return {
    hours,
    holidays: Object.fromEntries(organisation.holidays.map(({ date, name }) => [date, name])),
    words: {
      openAlways: words.openAlways,
      openUntil: words.openUntil('{time}'),
      closed: words.closed,
      opensToday: words.opensToday('{time}'),
      opensOn: say.weekdays.map((weekday) => words.opensOn(weekday, '{time}')),
      opensLater: words.opensLater('{date}', '{time}'),
      holiday: words.holiday('{name}'),
      yourTime: words.yourTime('{time}'),
      yourHours: words.yourHours('{hours}'),
      time: say.time(11, 22).replace('11', '{hour}').replace('22', '{minute}'),
      wholeHour: say.time(11, 0).replace('11', '{hour}'),
      hasLeadingZero: say.time(8, 0).startsWith('0'),
      shortWeekdays: say.shortWeekdays,
      shortRange: say.shortRange('{from}', '{to}'),
    },
    locale: say.locale,
    momentSeconds: moment.isSet ? moment.utcSeconds : null,
  };
}

const rooms = new Map<string, ReturnType<typeof longestTexts>>();

/** The longest texts of a state, found once for all pages of a language. */
export function openingRoom(state: OpeningState, { utcSeconds }: Moment): ReturnType<typeof longestTexts> {
  const key = JSON.stringify(state);
  const room = rooms.get(key) ?? longestTexts(state, utcSeconds);
  rooms.set(key, room);
  return room;
}
