/** An action as the row that would load it: the inverse of its adapter, for commands that change one field of one. */
import type { ActionRecord } from '../domain/contact.ts';
import { formatUtc } from '../domain/instant.ts';

/** The fields that hold something, under the names of their columns; instants in UTC. */
export function actionRow(record: ActionRecord): Record<string, string> {
  const instant = (utcSeconds: number | null) => (utcSeconds === null ? null : formatUtc(utcSeconds));
  const cells: Record<string, string | number | boolean | null> = {
    id: record.id,
    title: record.title,
    summary: record.summary,
    owner_role: record.ownerRole,
    causes: record.causes.join(';'),
    category: record.category,
    channel: record.channel,
    registered_at: instant(record.registeredAt),
    starts_at: instant(record.startsAt),
    rollout_ends_at: instant(record.rolloutEndsAt),
    ended_at: instant(record.endedAt),
    status: record.status,
    metric: record.metric,
    direction: record.direction,
    expected_effect: record.expectedEffect,
    worthwhile_effect: record.worthwhileEffect,
    impact_model: record.impactModel,
    control: record.control,
    from_idea: record.fromIdea,
    window_weeks: record.windowWeeks,
  };
  return Object.fromEntries(
    Object.entries(cells).flatMap(([name, value]) =>
      value === null || value === '' ? [] : [[name, String(value)]],
    ),
  );
}
