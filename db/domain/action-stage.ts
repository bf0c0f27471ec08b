/** How far an action has come by the calendar, in the order in which a reader asks. Refuses to say whether it worked. */

export const STAGES = ['running', 'rolling_out', 'planned', 'ended'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * How far an action has come in the operator's words, by what they mean. The calendar alone decides its stage; these are
 * told beside it.
 */
export const STATUSES: Readonly<Record<Stage, readonly string[]>> = {
  planned: ['planned', 'proposed', 'approved', 'announced', 'scheduled'],
  rolling_out: ['rolling out', 'piloting'],
  running: [
    'running',
    'in force',
    'in progress',
    'active',
    'live',
    'started',
    'launched',
    'implemented',
    'open',
  ],
  ended: ['ended', 'done', 'finished', 'completed', 'closed', 'stopped', 'paused', 'cancelled', 'withdrawn'],
};

/** The stage that a status speaks of, capitals and `_` or `-` between its words aside; null for another word. */
export function stageOfStatus(status: string): Stage | null {
  const plain = status.toLowerCase().replace(/[_-]/g, ' ');
  return STAGES.find((stage) => STATUSES[stage].includes(plain)) ?? null;
}

/** Words for an action that was taken back before it began, which alone may have ended before its start. */
export const GIVEN_UP: readonly string[] = ['cancelled', 'withdrawn'];

/** Whether it never began. Times in UTC seconds. */
export function wasGivenUp({ startsAt, endedAt }: { startsAt: number; endedAt: number | null }): boolean {
  return endedAt !== null && endedAt < startsAt;
}
