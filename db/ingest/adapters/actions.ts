/**
 * What the company does about a cause, and what it expected beforehand.
 * `title` and `summary` are the company's own words, the only words in any record; they are for publication.
 */

import { GIVEN_UP, STATUSES, stageOfStatus } from '../../domain/action-stage.ts';
import { type ActionRecord, CATEGORIES, CHANNELS } from '../../domain/contact.ts';
import { LOOKS } from '../../domain/impact-verdict.ts';
import { expectedMetric, findMetric } from '../../domain/metric.ts';
import { nearestName } from '../../domain/nearest-name.ts';
import { formatDay, type Zone } from '../../domain/zone.ts';
import {
  type AdapterContext,
  type Cells,
  defineAdapter,
  optional,
  type Refuse,
  required,
} from '../adapter.ts';
import {
  between,
  instant,
  instantOrDay,
  key,
  keys,
  known,
  oneOf,
  oneOfNumbers,
  publicText,
  reference,
  trueOrFalse,
} from '../field.ts';
import type { Row } from '../row.ts';

const LARGEST_EFFECT = 10;
const effect = between(0, LARGEST_EFFECT, ' (relative: 0.15 is 15 %; the direction is a field of its own)');

const fieldsOf = (zone: Zone) => ({
  id: required(reference),
  title: required(publicText(200)),
  summary: optional(publicText(2000)),
  owner_role: optional(key),
  causes: optional(keys),
  category: optional(oneOf(CATEGORIES)),
  channel: optional(oneOf(CHANNELS)),
  registered_at: required(instant),
  // A date alone is the start of that day; of the registration it would not say whether it came first.
  starts_at: required(instantOrDay(zone.startOfDay)),
  rollout_ends_at: optional(instantOrDay(zone.startOfDay)),
  ended_at: optional(instantOrDay(zone.startOfDay)),
  status: optional(known(stageOfStatus, expectedStatus)),
  metric: required(known(findMetric, expectedMetric)),
  direction: required(oneOf(['down', 'up'])),
  expected_effect: optional(effect),
  worthwhile_effect: optional(effect),
  impact_model: optional(oneOf(['step', 'slope', 'temporary'])),
  control: optional(key),
  from_idea: optional(trueOrFalse),
  window_weeks: optional(oneOfNumbers(LOOKS)),
});
type ActionCells = Cells<ReturnType<typeof fieldsOf>>;

export const actions = defineAdapter('actions', {
  fields: fieldsOf,
  compile,
  needs: () => ['id', 'title', 'registered_at', 'starts_at', 'metric', 'direction'],
});

function compile(cells: ActionCells, { zone }: AdapterContext) {
  return (row: Row, refuse: Refuse): ActionRecord | null => {
    const record: ActionRecord = {
      id: cells.id(row),
      title: cells.title(row),
      summary: cells.summary(row),
      ownerRole: cells.owner_role(row),
      causes: cells.causes(row) ?? [],
      category: cells.category(row),
      channel: cells.channel(row),
      registeredAt: cells.registered_at(row),
      startsAt: cells.starts_at(row),
      rolloutEndsAt: cells.rollout_ends_at(row),
      endedAt: cells.ended_at(row),
      status: cells.status(row),
      metric: cells.metric(row),
      direction: cells.direction(row),
      expectedEffect: cells.expected_effect(row),
      worthwhileEffect: cells.worthwhile_effect(row),
      impactModel: cells.impact_model(row) ?? 'step',
      control: cells.control(row),
      fromIdea: cells.from_idea(row),
      windowWeeks: cells.window_weeks(row),
    };
    const { startsAt, status } = record;
    if (status !== null && stageOfStatus(status) === 'ended' && record.endedAt === null) {
      return refuse(
        'status',
        status,
        'it says that the action is over; expected the moment in ended_at as well',
      );
    }
    if (record.direction === 'down') {
      for (const [field, share] of [
        ['expected_effect', record.expectedEffect],
        ['worthwhile_effect', record.worthwhileEffect],
      ] as const) {
        if (share === null || share <= 1) continue;
        return refuse(field, share, 'nothing falls by more than all of it; expected 0 to 1 (0.15 is 15 %)');
      }
    }
    const early = (field: string, at: number | null) =>
      at !== null && at < startsAt
        ? refuse(
            field,
            shown(zone, at),
            `it is before the action starts; expected a time not before starts_at, ${shown(zone, startsAt)}${field === 'ended_at' ? ', or the status withdrawn' : ''}`,
          )
        : record;
    // A plan that is taken back ends before it began, and says so.
    const isTakenBack = status !== null && GIVEN_UP.includes(status.toLowerCase());
    const sane = early('rollout_ends_at', record.rolloutEndsAt);
    return isTakenBack ? sane : sane && early('ended_at', record.endedAt);
  };
}

/** As a person would have written it: at the organisation's place, a midnight as its date. */
function shown(zone: Zone, utcSeconds: number): string {
  const day = zone.dayOf(utcSeconds);
  return zone.startOfDay(day) === utcSeconds ? formatDay(day) : zone.formatInstant(utcSeconds);
}

function expectedStatus(written: string): string {
  const all = Object.values(STATUSES).flat();
  const nearest = nearestName(written, all);
  return `${nearest === null ? 'one of ' : `"${nearest}", or another of `}${all.join(', ')}`;
}
