/**
 * The explorer's view as a picture by address: `/history.svg?…` and `/history.png?…`, in any language. Owns the way from
 * that address to a drawn chart; the figures are the API's own answers, and what it refuses is refused in its words.
 */
import type { EventsAnswer } from '../../api/contract/events.ts';
import type { HistoryAnswer } from '../../api/contract/history.ts';
import type { MetricsAnswer } from '../../api/contract/metrics.ts';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import { OPENING_VIEW } from '../../db/domain/history-window.ts';
import { placeHistory } from '../../site/charts/history/panels.ts';
import { WIDTHS } from '../../site/charts/picture.ts';
import { readDocumentInks, standalonePicture } from '../../site/charts/standalone.ts';
import { captionOf } from '../../site/figures/picture-caption.ts';
import { siteLanguages } from '../../site/here.ts';
import { panelNames } from '../../site/history/panel-name.ts';
import { fileNameOf, periodOf, pictureOf, statementOf } from '../../site/history/picture.ts';
import { sayIn } from '../../site/i18n/say.ts';
import { capitalise } from '../../site/words/number.ts';
import { isolateOperatorWords } from '../../site/words/operator-words.ts';
import type { PictureDesk } from './picture-desk.ts';
import { readStyleSheets } from './style-sheets.ts';

/** The API's own answer to an address. */
type Ask = (address: string) => Response | Promise<Response>;

const VIEW = /^(?:\/([a-z]{2}))?\/history\.(svg|png)$/;
const inks = readDocumentInks(readStyleSheets(), 'light');

/** Null where the address is no view. */
export async function answerHistoryPicture(
  request: Request,
  ask: Ask,
  desk: PictureDesk,
): Promise<Response | null> {
  const { pathname, searchParams } = new URL(request.url);
  const found = VIEW.exec(pathname);
  if (found === null || !['GET', 'HEAD'].includes(request.method)) return null;
  const [, language, form] = found;
  // How closed hours are drawn is the picture's matter and none of the answer's.
  const isCut = searchParams.get('skip') === '1';
  searchParams.delete('skip');
  const question = new URLSearchParams(searchParams.size === 0 ? { ...OPENING_VIEW } : searchParams);
  const answered = await ask(`/api/v1/history?${question}`);
  if (answered.status !== 200) return answered;
  const answer = isolateOperatorWords((await answered.json()) as HistoryAnswer);
  const { from, to } = answer.view;
  const [organisation, metrics, events] = (await Promise.all(
    ['organisation', 'metrics', `events?from=${from}&to=${to}`].map(async (address) =>
      isolateOperatorWords(await (await ask(`/api/v1/${address}`)).json()),
    ),
  )) as [OrganisationAnswer, MetricsAnswer, EventsAnswer];
  const languages = siteLanguages(organisation);
  if (language !== undefined && !languages.includes(language)) return null;
  const say = sayIn(language ?? languages[0]!);
  const nameOf = panelNames(say, metrics.metrics, answer.view.by);
  const state = pictureOf(answer, { say, nameOf, events: events.events, isCut });
  const { picture, notes } = placeHistory(state, WIDTHS.full);
  const caption = captionOf(say, organisation, {
    title: statementOf(answer, say, nameOf, panelNames(say, metrics.metrics, null)),
    period: [capitalise(periodOf(answer, say)), ...notes].join(' · '),
    asOf: answer.asOf,
  });
  const svg = standalonePicture(picture, caption, inks);
  const drawn = await desk.answer(
    { svg, form: form === 'png' ? 'png' : 'svg', name: fileNameOf(answer), scale: 1 },
    request.headers,
  );
  return request.method === 'HEAD' ? new Response(null, drawn) : drawn;
}
