/**
 * A coming good time as a calendar file by RFC 5545: one event in UTC, with an alarm. Owns how it is named, so that the same
 * time taken twice stands in a calendar once; refuses zones, which calendars read differently.
 */
import { createHash } from 'node:crypto';
import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { ComingSlot } from './coming-slot.ts';

const ALARM_SECONDS = 15 * 60;
/** Marks that only say where a line may break: some calendars show them. */
const NO_BREAK = /[\u2060\u00ad]/g;

export interface CalendarSettings {
  /** as in the address of a page: "es" */
  language: string;
  /** by which two organisations' events differ: its name */
  organisation: string;
  /** the page that gives the advice; null where nobody said where the public reads the site */
  pageAddress: string | null;
  /** UTC seconds */
  nowSeconds: number;
}

export interface CalendarFile {
  name: string;
  text: string;
}

export function calendarFileOf(slot: ComingSlot, settings: CalendarSettings): CalendarFile {
  const { language, organisation, pageAddress, nowSeconds } = settings;
  const moment = (seconds: number) => new Date(seconds * 1000);
  const start = moment(slot.startAt).toISOString().slice(0, 16).replace(/[-:]/g, '');
  const owner = createHash('sha256').update(organisation).digest('hex').slice(0, 16);
  const plain = (text: string) => text.replace(NO_BREAK, '').replaceAll('\u00a0', ' ');
  const title = plain(slot.title);
  const calendar = ical({
    prodId: { company: 'Candour', product: 'Best times', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `best-time-${slot.channel}-${start}Z@${owner}.candour`,
    stamp: moment(nowSeconds),
    start: moment(slot.startAt),
    end: moment(slot.endAt),
    summary: title,
    description: [plain(slot.advice), ...(pageAddress === null ? [] : [pageAddress])].join('\n\n'),
    // It is a good time to call, and not one that is taken.
    transparency: ICalEventTransparency.TRANSPARENT,
    alarms: [{ type: ICalAlarmType.display, triggerBefore: ALARM_SECONDS, description: title }],
  });
  return { name: `best-time-${slot.channel}-${start.slice(0, 8)}.ics`, text: `${calendar.toString()}\r\n` };
}
