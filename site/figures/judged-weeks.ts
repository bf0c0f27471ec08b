/**
 * The weeks by which an action was judged, as its chart shows them: what would have come without it, the roll-out, and
 * which weeks are not used. Owns what of the published weeks is drawn; refuses to work anything out.
 */
import type { ActionAnswer } from '../../api/contract/actions.ts';
import type { ImpactAnswer } from '../../api/contract/impact.ts';
import { type CivilDay, parseDay } from '../../db/domain/civil-day.ts';
import type { WeekLineState } from '../charts/week-line.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { dayOf } from './actions.ts';
import type { SeriesCell } from './series-cells.ts';

/** As far before the start as the published series of an action's parts reach. */
const WEEKS_BEFORE = 26;
const WEEK_DAYS = 7;

export function readImpact(read: Read, { slug }: ActionAnswer): ImpactAnswer | null {
  return read<ImpactAnswer>(`actions/${slug}/impact`);
}

/** The judged figure itself, from half a year before the start on. */
export function judgedCells({ weeks }: ImpactAnswer, action: ActionAnswer): SeriesCell[] {
  const from = dayOf(action.startsAt) - WEEK_DAYS * WEEKS_BEFORE;
  return weeks.start
    .map(
      (start, i): SeriesCell => ({
        day: parseDay(start) ?? 0,
        value: weeks.value[i] ?? null,
        n: weeks.n[i] ?? null,
        status: weeks.status[i] ?? 'missing',
      }),
    )
    .filter(({ day }) => day >= from);
}

/** The same of its control; none where it has none. Why a week of it has no value is told with its own series. */
export function controlCells(impact: ImpactAnswer, action: ActionAnswer): SeriesCell[] {
  const { weeks } = impact;
  const control = new Map(weeks.start.map((start, i) => [parseDay(start), i]));
  return judgedCells(impact, action).map(({ day }) => {
    const i = control.get(day) ?? -1;
    const value = weeks.control[i] ?? null;
    return { day, value, n: weeks.controlN[i] ?? null, status: value === null ? 'missing' : 'final' };
  });
}

export interface Overlay {
  without: NonNullable<WeekLineState['without']> | null;
  phase: NonNullable<WeekLineState['phase']> | null;
  /** days of weeks that are shown and not used */
  leftOut: ReadonlySet<CivilDay>;
  notes: string[];
}

/** What is drawn beside the weeks of a chart. */
export function overlayOf(
  say: Say,
  impact: ImpactAnswer | null,
  action: ActionAnswer,
  cells: readonly SeriesCell[],
): Overlay {
  const words = say.verdicts;
  const first = cells[0]!.day;
  const weekOf = (day: CivilDay) => (day - first) / WEEK_DAYS;
  const phase =
    action.rolloutEndsAt === null
      ? null
      : {
          from: weekOf(dayOf(action.startsAt)),
          until: weekOf(dayOf(action.rolloutEndsAt)),
          text: words.rollout,
        };
  if (impact === null) return { without: null, phase, leftOut: new Set(), notes: [] };
  const { weeks } = impact;
  const placeOf = new Map(weeks.start.map((start, i) => [parseDay(start) ?? 0, i]));
  const startDay = dayOf(action.startsAt);
  const lines = cells.map(({ day }) => {
    const i = placeOf.get(day) ?? -1;
    const [value, low, high] = [weeks.without[i], weeks.withoutLow[i], weeks.withoutHigh[i]];
    // Before the start it is what came itself, but for chance: it would only cover the line.
    if (day + WEEK_DAYS <= startDay || value == null || low == null || high == null) return null;
    return { value, low, high };
  });
  const hidden = cells.flatMap(({ day, value }) => {
    const why = weeks.leftOut[placeOf.get(day) ?? -1] ?? null;
    return why === null || value === null ? [] : [{ day, why }];
  });
  const whys = [...new Set(hidden.map(({ why }) => why))];
  return {
    without: lines.every((one) => one === null) ? null : { weeks: lines, text: words.without },
    phase,
    leftOut: new Set(hidden.map(({ day }) => day)),
    notes: [
      ...(lines.every((one) => one === null) ? [] : [words.withoutNote]),
      ...(whys.length === 0
        ? []
        : [words.leftOutNote(say.listing(whys.map((why) => words.leftOutWhy[why])))]),
    ],
  };
}

/** How the look that stands was judged, in sentences. */
export function howSentences(say: Say, action: ActionAnswer, impact: ImpactAnswer | null): string[] {
  const words = say.verdicts;
  const look = action.looks.find(({ weeks }) => weeks === action.verdictAt);
  const method = look?.method ?? null;
  if (look === undefined || method === null) return [...words.howWords];
  const percent = (share: number) => say.percent(String(Math.round(share * 100)));
  return [
    ...words.howWords,
    [
      words.used(String(method.weeksBefore), String(method.weeksAfter)),
      ...(method.isControlled ? [words.usedControl] : []),
      ...(impact?.kind === 'count' && impact.exposureKind !== null && !method.isControlled
        ? [words.usedExposure[impact.exposureKind]]
        : []),
      ...(look.effect === null || look.smallestDetectable === null
        ? []
        : [words.usedLevel(percent(look.effect.level), percent(look.smallestDetectable))]),
    ].join(' '),
  ];
}
