/** The chart as a file, as it is seen and in its theme. Owns what is written around it; drawing is save-picture.ts's. */

import { parseDay } from '../../../db/domain/civil-day.ts';
import { WIDTHS } from '../../charts/picture.ts';
import { fileNameOf, localOf, periodOf, statementOf } from '../../history/picture.ts';
import { formatDate } from '../../words/date.ts';
import { capitalise } from '../../words/number.ts';
import type { HistoryChart } from './chart.ts';
import type { Shown } from './document-parts.ts';

/** `source`: who is named. Throws where the browser cannot draw it. */
export async function saveView(
  chart: HistoryChart,
  { answer, say, nameOf, figureOf }: Shown,
  source: string,
  form: 'svg' | 'png',
): Promise<void> {
  const placed = chart.standalone(WIDTHS.full);
  if (placed === null) return;
  const { savePicture } = await import('../save-picture.ts');
  const moment = localOf(answer.clock, Date.parse(answer.asOf) / 1000);
  const [hour = 0, minute = 0] = moment.slice(11).split(':').map(Number);
  const caption = {
    title: statementOf(answer, say, nameOf, figureOf),
    period: [capitalise(periodOf(answer, say)), ...placed.notes].join(' · '),
    source,
    asOf: say.history.asOf(
      say.instant(
        formatDate(say, parseDay(moment.slice(0, 10)) ?? 0),
        say.time(hour, minute),
        answer.timeZone,
      ),
    ),
  };
  await savePicture({ picture: placed.picture, caption, name: fileNameOf(answer) }, form);
}
