/**
 * `/best-times.ics?channel=phone` in any language: the next good time by the server's clock, as a file for a calendar. Owns
 * the way from that address to the file; hours and words are those of the published page.
 */

import type { App } from '../api/app.ts';
import type { OrganisationAnswer } from '../api/contract/organisation.ts';
import { makeProblem, problemResponse } from '../api/problem.ts';
import { CORS_HEADERS, SECURITY_HEADERS } from '../api/representation.ts';
import { PUBLISHED_FOLDER } from '../db/domain/published-folder.ts';
import { calendarFileOf } from '../site/figures/calendar-file.ts';
import { CALENDAR_PATH, comingSlotOf } from '../site/figures/coming-slot.ts';
import { mainChannelOf, makeContext } from '../site/figures/context.ts';
import { hereAt, siteLanguages } from '../site/here.ts';
import type { Read } from '../site/published.ts';
import { isolateOperatorWords, turnBy } from '../site/words/operator-words.ts';

/** The application's own answer to an address. */
type Ask = (address: string) => Response | Promise<Response>;

const PARAMETERS = ['channel', 'language'];
/** A stretch that has begun is no longer the next. */
const MAX_AGE_SECONDS = 60;

/**
 * The application with the calendar file in front of everything else: the published file of that name is for hosts that
 * serve files alone, and says what came next when it was made. `clock`: UTC seconds.
 */
export function withCalendar(app: App, clock: () => number): Pick<App, 'fetch' | 'answerAtOnce'> {
  const ask: Ask = (address) => app.request(address);
  return {
    answerAtOnce: app.answerAtOnce,
    // Every request is asked whether it is for this one: without taking its address apart.
    fetch: async (request, ...more) =>
      (request.url.includes(CALENDAR_PATH) ? await answerCalendar(request, ask, clock()) : null) ??
      app.fetch(request, ...more),
  };
}

/** Null where the address is none of a calendar file. */
export async function answerCalendar(
  request: Request,
  ask: Ask,
  nowSeconds: number,
): Promise<Response | null> {
  if (!['GET', 'HEAD'].includes(request.method)) return null;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (!pathname.endsWith(CALENDAR_PATH)) return null;
  const read = await readAll(ask, ['organisation', 'events']);
  const organisation = read<OrganisationAnswer>('organisation');
  const languages = siteLanguages(organisation);
  const { say: first, path } = hereAt(pathname, languages);
  if (path !== CALENDAR_PATH) return null;
  if (organisation === null) return refuse(404, 'no good time is known', 'nothing was published yet');

  const language = searchParams.get('language') ?? first.language;
  const channel = searchParams.get('channel') ?? mainChannelOf(organisation);
  const strange = [...searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (strange !== undefined)
    return refuseParameter(strange, searchParams.get(strange), PARAMETERS.join(', '));
  if (!languages.includes(language)) return refuseParameter('language', language, languages.join(', '));
  const known = channelsOf(organisation);
  if (channel !== null && !known.includes(channel))
    return refuseParameter('channel', channel, known.join(', ') || 'none is stated or has records yet');
  if (channel === null || !organisation.channels.includes(channel))
    return refuse(404, 'no good time is known', `nothing was published of ${channel ?? 'any channel'} yet`);

  const { say, link } = hereAt(language === languages[0] ? '/' : `/${language}/`, languages);
  const own = organisation.translations[language] ?? {};
  const spoken = isolateOperatorWords(organisation, turnBy(own));
  const context = makeContext(read, say, spoken, nowSeconds);
  const waits = await readAll(ask, [`best-times/${channel}`]);
  const readBoth: Read = (wanted) => waits(wanted) ?? read(wanted);
  const slot = comingSlotOf({ ...context, read: readBoth }, channel, nowSeconds);
  if (slot === null)
    return refuse(
      404,
      'no good time is known',
      'no hours of the coming three weeks are known to have clearly shorter waits than others; the page says what is known',
    );
  const { name, text } = calendarFileOf(slot, {
    language,
    organisation: organisation.name,
    pageAddress: `${organisation.siteAddress ?? origin}${link('/')}`,
    nowSeconds,
  });
  const headers = {
    ...SECURITY_HEADERS,
    ...CORS_HEADERS,
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': `public, max-age=${MAX_AGE_SECONDS}`,
  };
  return new Response(request.method === 'HEAD' ? null : text, { headers });
}

/** Those with records, and those of which a way or hours are stated. */
function channelsOf({ channels, contact, hours }: OrganisationAnswer): string[] {
  return [...new Set([...channels, ...contact.map((way) => way.channel), ...Object.keys(hours)])];
}

/** The files that the page was made of, so that both say the same hours. */
async function readAll(ask: Ask, paths: readonly string[]): Promise<Read> {
  const answers = new Map(
    await Promise.all(
      paths.map(async (path) => {
        const answer = await ask(`/${PUBLISHED_FOLDER}/${path}.json`);
        return [path, answer.status === 200 ? ((await answer.json()) as unknown) : null] as const;
      }),
    ),
  );
  return <T>(path: string) => (answers.get(path) ?? null) as T | null;
}

function refuse(status: number, title: string, detail: string): Response {
  return problemResponse(makeProblem(status, title, detail));
}

function refuseParameter(parameter: string, value: string | null, expected: string): Response {
  const found = value === null ? 'it was not given' : `found "${value}"`;
  const parameters = [{ parameter, value, expected }];
  const detail = `${parameter}: ${found}; expected: ${expected}`;
  return problemResponse(makeProblem(422, 'a parameter is wrong', detail, { parameters }));
}
