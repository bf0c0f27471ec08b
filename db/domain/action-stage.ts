/** How far an action has come by the calendar, in the order in which a reader asks. Refuses to say whether it worked. */

export const STAGES = ['running', 'rolling_out', 'planned', 'ended'] as const;
export type Stage = (typeof STAGES)[number];
