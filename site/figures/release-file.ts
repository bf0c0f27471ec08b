/**
 * The months ahead of the release calendar as a calendar file by RFC 5545: reports of weeks, and whatever is of a month, each by
 * when it is due, in UTC. Owns how each is named, so that a calendar that asks again moves what was put off.
 */
import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { ReleasesAnswer } from '../../api/contract/releases.ts';
import type { Say } from '../i18n/say.ts';
import { capitalise } from '../words/number.ts';
import { isLong, itemOf, rowsOf } from './releases.ts';

/** In front of it stands the language, as of any page. */
export const CALENDAR_FILE = '/releases.ics';

const NO_BREAK = /[\u2060\u00ad]/g;

export interface ReleaseFileSettings {
  /** by which two organisations' events differ: its name */
  organisation: string;
  /** null where nobody said where the public reads the site */
  pageAddress: string | null;
  /** UTC seconds */
  nowSeconds: number;
}

export function releaseFileOf(
  say: Say,
  answer: ReleasesAnswer,
  { organisation, pageAddress, nowSeconds }: ReleaseFileSettings,
): string {
  const owner = createHash('sha256').update(organisation).digest('hex').slice(0, 16);
  const plain = (text: string) => text.replace(NO_BREAK, '').replaceAll(/[\u00a0\u202f]/g, ' ');
  const calendar = ical({
    name: plain(`${organisation}: ${say.releases.title}`),
    prodId: { company: 'Candour', product: 'Releases', language: say.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const row of rowsOf(answer)) {
    if (row.status !== 'coming' || !isLong(row)) continue;
    const at = new Date(row.dueAt);
    calendar.createEvent({
      id: `release-${row.period}-${row.stage}@${owner}.candour`,
      stamp: new Date(nowSeconds * 1000),
      start: at,
      end: at,
      summary: plain(capitalise(itemOf(say, row))),
      ...(pageAddress !== null && { description: pageAddress }),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${calendar.toString()}\r\n`;
}
