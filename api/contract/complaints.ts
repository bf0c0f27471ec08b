/** What `complaints` answers: complaints by cause in a window, against two earlier ones, and what is done about each. */
import { z } from 'zod';
import { CAUSE_CHANGE_KINDS } from '../../db/domain/cause-change.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import { COUNT_CHANGES, type CountChange } from '../../db/domain/count-change.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import type { SaidColumns } from './cell.ts';
import { cells } from './cell.ts';
import { comparedWindow, windowHead } from './head.ts';

const numbers = (description: string) => z.array(z.number().nullable()).describe(description);
const change = z.enum(COUNT_CHANGES).meta({
  id: 'CountChange',
  description:
    'rose, fell or no_clear_change by the interval; none_before: none then, so there is no ratio; none: none in either; broken: the cause was merged or split between them; hidden: a count is too small to be told; not_known: nothing is on record of one of the two',
});
const comparison = cells
  .extend({
    ratio: numbers('count a day now ÷ then; null where it is not told'),
    low: numbers('lower limit of the ratio, at `test.level`'),
    high: numbers('upper limit of the ratio, at `test.level`'),
    change: z.array(change),
  })
  .describe('the same causes in the earlier window, in the same order');
const window = z.object(comparedWindow).omit({ comparison: true });

const shared = {
  previous: comparison,
  last_year: comparison,
  kept: cells.describe('share of those due in the window that were settled by their due time'),
  daysMedian: cells.describe(
    'begun days within which half of those that came in the month were settled; only of one month, null while unknown',
  ),
  daysNinety: cells.describe('the same for nine in ten'),
};

export const complaintsAnswer = z
  .object({
    ...windowHead,
    filter: z.object({ channel: z.enum(CHANNELS).optional() }),
    compared: z.object({ previous: window, last_year: window }),
    test: z.object({
      rate: z
        .number()
        .describe('of all comparisons called a change, at most this share is expected to be none'),
      comparisons: z.number().int().describe('how many were made together'),
      level: z.number().describe('at which all intervals are: they leave out 1 where a change is called one'),
    }),
    total: cells
      .extend({
        perThousand: cells.describe('complaints per 1,000 contacts'),
        keptLow: numbers(
          'lower limit of the share, 95 % (Wilson, counts brought down by how much more than by chance months differ)',
        ),
        keptHigh: numbers('upper limit of the share'),
        keptChange: z.object({ previous: z.array(change), last_year: z.array(change) }),
        followedDays: z
          .number()
          .int()
          .nullable()
          .describe('whole days known since the window ended: what took longer is not known yet'),
        ...shared,
      })
      .describe('all complaints together: one value in each list'),
    causes: cells
      .extend({
        cause: z.array(z.string()),
        label: z.array(z.string()),
        parent: z.array(z.string().nullable()).describe('the cause that it is a part of'),
        parentLabel: z.array(z.string().nullable()),
        share: numbers(
          'of all complaints: of the counts where all are shown, of the published total where one is hidden; null where any part of a count is',
        ),
        shareLow: numbers('lower limit, 95 % (Wilson, counts brought down by the dispersion)'),
        shareHigh: numbers('upper limit'),
        cumulative: numbers('share of this cause and all before it'),
        dispersion: numbers('variance ÷ mean of its monthly counts, as taken for the comparisons'),
        ...shared,
      })
      .describe('one row a cause, the most frequent first, those of which no cause is stated last'),
    parts: cells
      .extend({
        cause: z.array(z.string()),
        part: z.array(z.string()),
        label: z.array(z.string()),
        share: numbers(
          'of the counts of this cause where all are shown, of its published count where one is hidden',
        ),
      })
      .describe('what the causes consist of, as the records divide them; whole months only'),
    months: z.object({
      start: z.array(z.string()).describe('first day of each month, the last the one of `to`'),
      total: cells,
      perThousand: cells,
      kept: cells,
      daysMedian: cells,
      daysNinety: cells,
      causes: z.array(cells.extend({ cause: z.string() })).describe('in the order of `causes`'),
    }),
    breaks: z
      .array(
        z.object({
          date: z.string(),
          kind: z.enum(CAUSE_CHANGE_KINDS),
          from: z.array(z.string()),
          to: z.array(z.string()),
          fromLabel: z.array(z.string()),
          toLabel: z.array(z.string()),
          words: z.string(),
        }),
      )
      .describe(
        'causes renamed, merged or split up to the last day; none is compared across a merger or a split',
      ),
    responsible: z
      .array(
        z.object({
          cause: z.string(),
          words: z.string().describe('the policy or practice that the company holds responsible'),
          from: z.string(),
          to: z.string().nullable(),
        }),
      )
      .describe('up to the last day, in order of time'),
    actions: z
      .array(z.object({ cause: z.string(), id: z.string(), slug: z.string(), title: z.string() }))
      .describe('which action names which cause, or a part of it; listed under `actions`'),
    withoutAction: z.array(z.string()).describe('causes that no action names'),
  })
  .meta({ id: 'ComplaintsAnswer' });

/** Columns of the causes in an earlier window, with what changed since. */
export type ComparedCauses = SaidColumns &
  Disclosed<{
    ratio: (number | null)[];
    low: (number | null)[];
    high: (number | null)[];
    change: CountChange[];
  }>;
type Shared = {
  previous: ComparedCauses;
  last_year: ComparedCauses;
  kept: SaidColumns;
  daysMedian: SaidColumns;
  daysNinety: SaidColumns;
};
type Plain = z.infer<typeof complaintsAnswer>;
/** Values carry the mark of disclosure control: what is made of them (shares, ratios, intervals) needs none. */
export type ComplaintsAnswer = Omit<Plain, 'total' | 'causes' | 'parts' | 'months'> & {
  total: SaidColumns &
    Shared & {
      perThousand: SaidColumns;
      keptLow: (number | null)[];
      keptHigh: (number | null)[];
      keptChange: { previous: CountChange[]; last_year: CountChange[] };
      followedDays: number | null;
    };
  causes: SaidColumns &
    Shared &
    Pick<
      Plain['causes'],
      | 'cause'
      | 'label'
      | 'parent'
      | 'parentLabel'
      | 'share'
      | 'shareLow'
      | 'shareHigh'
      | 'cumulative'
      | 'dispersion'
    >;
  parts: SaidColumns & Pick<Plain['parts'], 'cause' | 'part' | 'label' | 'share'>;
  months: {
    start: string[];
    total: SaidColumns;
    perThousand: SaidColumns;
    kept: SaidColumns;
    daysMedian: SaidColumns;
    daysNinety: SaidColumns;
    causes: (SaidColumns & { cause: string })[];
  };
};
