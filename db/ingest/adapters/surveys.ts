/**
 * Survey results: one person's answer, or sums that the source has already made; a row with `period_start` is sums.
 * Owns the checks of scores against their scale. Words that people wrote are not read.
 */

import { formatDay } from '../../domain/civil-day.ts';
import {
  CATEGORIES,
  CHANNELS,
  PERIODS,
  type SurveyAggregate,
  type SurveyAnswer,
  type SurveyRecord,
} from '../../domain/contact.ts';
import type { Zone } from '../../domain/zone.ts';
import { type AdapterContext, type Cells, defineAdapter, optional, type Refuse } from '../adapter.ts';
import { between, count, instant, instantOrDay, oneOf, reference, wholeBetween } from '../field.ts';
import type { Row } from '../row.ts';
import { misalignment } from './civil-interval.ts';

const LARGEST_SCORE = 1000;
const score = between(-LARGEST_SCORE, LARGEST_SCORE);

const fieldsOf = (zone: Zone) => ({
  id: optional(reference),
  contact_id: optional(reference),
  answered_at: optional(instant),
  score: optional(score),
  would_recommend: optional(wholeBetween(0, 10)),
  period_start: optional(instantOrDay(zone.startOfDay)),
  period: optional(oneOf(PERIODS)),
  channel: optional(oneOf(CHANNELS)),
  category: optional(oneOf(CATEGORIES)),
  n: optional(count),
  mean: optional(score),
  sd: optional(between(0, 2 * LARGEST_SCORE)),
  sent: optional(count),
  scale_min: optional(score),
  scale_max: optional(score),
  best: optional(oneOf(['high', 'low'])),
});
type SurveyCells = Cells<ReturnType<typeof fieldsOf>>;

export const surveys = defineAdapter('surveys', {
  fields: fieldsOf,
  compile,
  needs: (found) =>
    found.includes('period_start') ? ['period_start', 'period', 'n'] : ['id', 'answered_at'],
});

function compile(cells: SurveyCells, { zone }: AdapterContext) {
  return (row: Row, refuse: Refuse): SurveyRecord | null => {
    const periodStart = cells.period_start(row);
    return periodStart === null
      ? buildAnswer(cells, row, refuse)
      : buildAggregate(cells, row, periodStart, zone, refuse);
  };
}

function buildAnswer(cells: SurveyCells, row: Row, refuse: Refuse): SurveyAnswer | null {
  const id = cells.id(row);
  const answeredAt = cells.answered_at(row);
  const given = cells.score(row);
  const wouldRecommend = cells.would_recommend(row);
  const scale = readScale(cells, row, refuse);
  if (id === null) return refuse('id', '', 'it is empty; expected one for each answer');
  if (answeredAt === null) {
    return refuse(
      'answered_at',
      '',
      'it is empty; expected the time of the answer, or period_start for sums',
    );
  }
  if (given === null && wouldRecommend === null) {
    return refuse('score', '', 'the answer is empty; expected score or would_recommend');
  }
  if (given !== null && !fits('score', given, scale, refuse)) return null;
  return {
    shape: 'answer',
    id,
    contactId: cells.contact_id(row),
    answeredAt,
    score: given,
    // Without a score the scale is that of would_recommend.
    scaleMin: scale.least ?? 0,
    scaleMax: scale.most ?? 10,
    best: scale.best,
    wouldRecommend,
  };
}

function buildAggregate(
  cells: SurveyCells,
  row: Row,
  periodStart: number,
  zone: Zone,
  refuse: Refuse,
): SurveyAggregate | null {
  const period = cells.period(row);
  const channel = cells.channel(row);
  const category = cells.category(row);
  const n = cells.n(row);
  const mean = cells.mean(row);
  const scale = readScale(cells, row, refuse);
  const sd = cells.sd(row);
  if (period === null) return refuse('period', '', `it is empty; expected ${PERIODS.join(', ')}`);
  if (n === null) return refuse('n', '', 'it is empty; expected the number of answers');
  const off = misalignment(zone, periodStart, period);
  if (off !== null) return refuse('period_start', zone.formatInstant(periodStart), off);
  if (n > 0 && mean === null) return refuse('mean', '', `it is empty; expected the mean of the ${n} answers`);
  if (n === 0 && mean !== null) return refuse('n', n, 'a mean of no answers; expected n above 0, or no mean');
  if (mean !== null && !fits('mean', mean, scale, refuse)) return null;
  if (sd !== null && n > 1 && isTooWide(sd, scale, refuse)) return null;
  return {
    shape: 'aggregate',
    id: cells.id(row) ?? `${formatDay(zone.dayOf(periodStart))}/${period}/${channel ?? ''}/${category ?? ''}`,
    periodStart,
    period,
    channel,
    category,
    n,
    mean,
    sd,
    scaleMin: scale.least,
    scaleMax: scale.most,
    best: scale.best,
    sent: cells.sent(row),
  };
}

interface Scale {
  least: number | null;
  most: number | null;
  best: 'high' | 'low';
}

function readScale(cells: SurveyCells, row: Row, refuse: Refuse): Scale {
  const scale = {
    least: cells.scale_min(row),
    most: cells.scale_max(row),
    best: cells.best(row) ?? ('high' as const),
  };
  if (scale.least !== null && scale.most !== null && scale.least >= scale.most) {
    refuse('scale_max', scale.most, `it is not above scale_min, ${scale.least}`);
  }
  return scale;
}

/** No answers lie further apart than two at the ends of their scale. */
function isTooWide(sd: number, { least, most }: Scale, refuse: Refuse): boolean {
  if (least === null || most === null) return false;
  const widest = (most - least) * Math.SQRT1_2;
  // Sources round what they state.
  if (sd <= 1.01 * widest) return false;
  refuse(
    'sd',
    sd,
    `answers from ${least} to ${most} cannot lie so far apart; expected at most ${widest.toFixed(2)}, on the scale of the mean`,
  );
  return true;
}

function fits(field: string, value: number, { least, most }: Scale, refuse: Refuse): boolean {
  if (least === null || most === null) {
    refuse(field, value, 'a score means nothing without its scale; expected scale_min and scale_max');
    return false;
  }
  if (value >= least && value <= most) return true;
  refuse(field, value, `it lies outside its scale; expected ${least} to ${most}`);
  return false;
}
