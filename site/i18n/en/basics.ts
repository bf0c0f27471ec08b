/** Words that everything else is made of: joins, times, shares, states, channels. */

import { listIn } from '../list.ts';

const two = (part: number) => String(part).padStart(2, '0');

export const basics = {
  /** of dates */
  range: (from: string, to: string) => `${from} to ${to}`,
  weekdayRange: (from: string, to: string) => `${from} to ${to}`,
  /** joined so that no line breaks within the hours */
  weekdaysAndHours: (days: string, from: string, to: string) => `${days} ${from}–\u2060${to}`,
  onWeekdays: (days: readonly string[]) =>
    `on ${listIn(
      'en-GB',
      days.map((day) => `${day}s`),
    )}`,
  fromWeekdays: (from: string, to: string) => `from ${from} to ${to}`,
  shortRange: (from: string, to: string) => `${from}–${to}`,
  /** a whole hour, 0 to 24 */
  hour: (hour: number) => (hour === 24 ? 'midnight' : `${two(hour)}:00`),
  /** a time of day: hour, minute */
  time: (hour: number, minute: number) => `${two(hour)}:${two(minute)}`,
  instant: (date: string, time: string, zone: string) => `${date}, ${time} (${zone})`,
  /** the number of a day as it stands in a date */
  dayOfMonth: (day: string) => day,
  /** what a name stands for: "Delivery: 420" */
  labelled: (name: string, value: string) => `${name}: ${value}`,
  /** longer parts, which hold commas themselves */
  listing: (parts: readonly string[]) => parts.join('; '),
  and: (parts: readonly string[]) => listIn('en-GB', parts),
  seconds: (n: string) => (n === '1' ? 'a\u00a0second' : `${n}\u00a0seconds`),
  minutes: (n: string) => (n === '1' ? 'a\u00a0minute' : `${n}\u00a0minutes`),
  hours: (n: string) => (n === '1' ? 'an\u00a0hour' : `${n}\u00a0hours`),
  days: (n: string) => (n === '1' ? 'a\u00a0day' : `${n}\u00a0days`),
  inCell: {
    seconds: (n: string) => `${n}\u00a0s`,
    minutes: (n: string) => `${n}\u00a0m`,
    hours: (n: string) => `${n}\u00a0h`,
    days: (n: string) => `${n}\u00a0d`,
  },
  tick: { seconds: (n: number) => `${n} s`, minutes: (n: number) => `${n} min` },
  percent: (n: string) => `${n}%`,
  percentRange: (low: string, high: string) => `${low}–${high}%`,
  /** shares of `whose`, a plural: "about 3 in 10 contacts" */
  frequency: {
    none: (whose: string) => `none of the ${whose}`,
    all: (whose: string) => `all ${whose}`,
    rare: (whose: string) => `fewer than 1 in 20 ${whose}`,
    nearlyHalf: (whose: string) => `nearly half of ${whose}`,
    half: (whose: string) => `about half of ${whose}`,
    overHalf: (whose: string) => `just over half of ${whose}`,
    nearlyAll: (whose: string) => `more than 19 in 20 ${whose}`,
    about: (part: number, whole: number, whose: string) => `about ${part} in ${whole} ${whose}`,
  },
  status: {
    final: 'final',
    provisional: 'provisional',
    revised: 'revised',
    partial: 'incomplete',
    suppressed: 'hidden to protect people',
    closed: 'closed',
    missing: 'no record',
  },
  /** a share or a mean of nobody */
  nobody: 'nobody to count',
  statusInCell: { suppressed: 'hidden', closed: 'closed', missing: 'no record' },
  statusMark: { revised: 'r', provisional: 'p', partial: 'i' } as Readonly<Record<string, string>>,
  signKey: {
    title: 'How the figures are marked',
    provisional: 'Provisional: may still change (p in tables)',
    partial: 'Incomplete: part of the time has no records (i in tables)',
    suppressed: 'Hidden to protect people: too few, here or beside it',
    closed: 'Closed: nobody was there to answer',
    missing: 'No record: we do not know. It is not zero',
  },
  signFootnotes: {
    closed: 'Tinted: closed',
    missing: 'Tick: no record',
    suppressed: 'Hatched: hidden to protect people',
  },
  channels: {
    phone: 'Phone',
    chat: 'Chat',
    email: 'Email',
    web: 'Web',
    social: 'Social media',
    post: 'Post',
    in_person: 'In person',
    other: 'Other',
  } as Readonly<Record<string, string>>,
  /** who waits, in the plural */
  people: { phone: 'callers' } as Readonly<Record<string, string>>,
  anyPeople: 'customers',
  /** what is answered, in the plural */
  contactsOf: { phone: 'calls', chat: 'chats', email: 'emails', post: 'letters' } as Readonly<
    Record<string, string>
  >,
  anyContacts: 'contacts',
  /** a translation's names for channels, categories and causes that the operator has not named */
  members: {} as Readonly<Record<string, string>>,
  notStated: 'Not stated',
};
