/** What the page of complaints says: causes, what they consist of, how complaints were dealt with, what is done. */
import type { CountChange } from '../../../db/domain/count-change.ts';

export const complaints = {
  complaints: {
    title: 'Complaints',
    description:
      'What people complained about, whether that changed, how it was settled, and what is done about it.',
    causes: {
      kicker: 'What complaints are about',
      complaints: 'complaints',
      heading: (cause: string, share: string, change: string) => `${cause}: the cause of ${share}${change}`,
      change: {
        rose: (period: string) => `, more than in ${period}`,
        fell: (period: string) => `, fewer than in ${period}`,
        no_clear_change: (period: string) => `; no clear change from ${period}`,
      },
      noneHeading: (period: string) => `Nobody complained in ${period}`,
      none: (period: string) => `The records of ${period} hold no complaint: that is a zero, not a gap.`,
      unknownHeading: (period: string) => `What the complaints of ${period} were about is not recorded`,
      hiddenHeading: (period: string) =>
        `The causes of the complaints of ${period} are hidden to protect people`,
      absentHeading: 'What complaints are about is not recorded',
      absent: 'The records do not say which contacts were complaints.',
      total: (count: string, period: string) => `${count} complaints in ${period}.`,
      totalPer: (count: string, period: string, rate: string) =>
        `${count} complaints in ${period}, ${rate} for every 1,000 contacts.`,
      against: {
        rose: (period: string, range: string) => `A day, that is more than in ${period}: ${range}.`,
        fell: (period: string, range: string) => `A day, that is fewer than in ${period}: ${range}.`,
        no_clear_change: (period: string, range: string) =>
          `No clear change from ${period}: anything from ${range} a day.`,
      },
      roseAll: (causes: string, period: string) => `Clearly more than in ${period}: ${causes}.`,
      fellAll: (causes: string, period: string) => `Clearly fewer than in ${period}: ${causes}.`,
      noneMoved: (period: string) => `No single cause has clearly risen or fallen since ${period}.`,
      newAll: (causes: string, period: string) => `With none in ${period}: ${causes}.`,
      unstated: (share: string) => `Of ${share}, no cause is recorded.`,
      together: (share: string, sum: string) => `${share}, together ${sum}`,
      row: {
        rose: (amount: string) => `rose: ${amount}`,
        fell: (amount: string) => `fell: ${amount}`,
        no_clear_change: () => 'no clear change',
        none_before: () => 'none before',
        none: () => 'none in either',
        broken: () => 'not comparable',
        hidden: () => 'hidden',
        not_known: () => 'not known',
      } satisfies Record<CountChange, (amount: string) => string>,
      brokenNote: (causes: string) =>
        `Not comparable: ${causes}. Causes were merged or split in between, so that other contacts are counted.`,
      testNote: (comparisons: number) =>
        `Months of one cause differ by more than chance alone: how much is learnt from its earlier months, and only a greater difference is called a change. The ${comparisons} comparisons are tested together, so that in 19 of 20 reports in which nothing changed none is called a change. The ranges are as wide as that demands.`,
      testNoteOne:
        'Months differ by more than chance alone: how much is learnt from earlier months, and only a greater difference is called a change, so that in 19 of 20 reports in which nothing changed none is called one. The range is as wide as that demands.',
      shareNote: 'Shares are of the complaints whose count is shown.',
      moreRows: (n: number) => `${n} more in the table.`,
      table: (period: string) => `Complaints by cause, ${period}`,
      cumulative: 'Together',
      from: (period: string) => `Since ${period}`,
      more: (share: string) => `${share} more`,
      fewer: (share: string) => `${share} fewer`,
      same: 'as many',
      times: (factor: string) => `${factor} times as many`,
      range: (low: string, high: string) => `${low} to ${high}`,
      source: 'Complaints by cause, with all figures of this page',
    },
    parts: {
      kicker: 'What the causes consist of',
      heading: (part: string, cause: string, count: string) =>
        `${part}: ${count} complaints, part of “${cause}”`,
      standfirst: (period: string) => `Within each cause, as it was noted, ${period}.`,
      hiddenHeading: 'What the causes consist of is hidden to protect people',
      absentHeading: 'What the causes consist of is not recorded',
      absent: 'The records name no finer causes.',
      detail: (share: string, cause: string) => `${share} of “${cause}”`,
      table: (period: string) => `What the causes consist of, ${period}`,
      column: 'Part',
      share: 'Share of the cause',
      note: 'Counts are rounded one by one: the parts need not add up to their cause, and some complaints name no part.',
    },
    months: {
      kicker: 'Each cause, month by month',
      heading: (rose: string, from: string, to: string) => `${rose}, ${from} to ${to}`,
      headingPlain: (from: string, to: string) => `Complaints by cause, ${from} to ${to}`,
      rose: (cause: string) => `Clearly more complaints about “${cause}” than a year before`,
      fell: (cause: string) => `Clearly fewer complaints about “${cause}” than a year before`,
      none: 'No cause has clearly more or fewer complaints than a year before',
      standfirst:
        'Each picture has a scale of its own, from zero: compare its months, not its height with another.',
      signs: (list: string) => `Above the months: ${list}.`,
      sign: {
        action: 'an action on this cause starts',
        cause: 'causes renamed, merged or split',
        responsible: 'another policy is held responsible',
        target: 'a target changes',
        definition: 'complaints are counted otherwise',
      },
      table: 'Complaints by cause and month',
      column: 'Month',
      all: 'All',
      absentHeading: 'There are no months to compare yet',
      absent: 'Complaints by cause are shown month by month once two months have records.',
    },
    handling: {
      kicker: 'How complaints were dealt with',
      heading: (half: string, ninety: string, month: string) =>
        `Half of ${month}’s complaints were settled within ${half}, nine in ten within ${ninety}`,
      headingHalf: (half: string, month: string, followed: string) =>
        `Half of ${month}’s complaints were settled within ${half}; nine in ten not within the ${followed} known so far`,
      headingOpen: (month: string, followed: string) =>
        `Of ${month}’s complaints, fewer than half were settled within the ${followed} known so far`,
      headingKept: (share: string, month: string) =>
        `${share} of the complaints due in ${month} were settled in time`,
      days: (n: number) => (n === 1 ? 'a day' : `${n} days`),
      kept: (share: string, range: string, n: string) =>
        `${share} of the ${n} complaints that were due were settled by the promised time${range}.`,
      keptRange: (range: string) => `, in a range of ${range}`,
      keptChange: {
        rose: (period: string) => `That is a greater share than in ${period}.`,
        fell: (period: string) => `That is a smaller share than in ${period}.`,
        no_clear_change: (period: string) => `No clear change from ${period}.`,
      },
      cases: (n: string, all: string) =>
        `Times are known of the ${n} that were kept as cases, of ${all} in all; others ended with the call.`,
      open: 'Complaints that are still open count: they took longer than is known yet.',
      absentHeading: 'How long complaints took is not recorded',
      absent: 'The records do not say when complaints were due, or when they were settled.',
      panels: {
        rate: 'For every 1,000 contacts',
        kept: 'Settled by the promised time',
        median: 'Half settled within, days',
        ninety: 'Nine in ten within, days',
      },
      table: (period: string) => `How complaints were dealt with by cause, ${period}`,
      monthsTable: 'How complaints were dealt with, by month',
      all: 'All complaints',
      median: 'Half within',
      ninety: 'Nine in ten within',
      keptColumn: 'In time',
      moreThan: (days: string) => `more than ${days}`,
    },
    duties: {
      heading: {
        all: 'Every cause has an action that names it',
        some: (causes: string) => `Without an action: ${causes}`,
        none: 'No action names any of these causes',
      },
      intro:
        'For each cause: which policy or practice of its own the company holds responsible, and what it does about it.',
      responsible: 'Held responsible',
      notSaid: 'The company has not said which policy or practice is responsible.',
      since: (date: string) => `since ${date}`,
      between: (from: string, to: string) => `${from} to ${to}`,
      before: 'Before',
      actions: 'Action',
      noAction: 'None. No action that names this cause is registered.',
    },
  },
};
