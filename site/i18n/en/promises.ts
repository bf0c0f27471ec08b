/** What the page of promises says. */

export const promises = {
  promises: {
    title: 'Promises kept',
    menu: 'Promises',
    description:
      'What customers were promised, whether it was kept by the due date, and how long it really took.',
    emptyHeading: 'No promise has been put on record',
    empty:
      'The company has not stated what it promises its customers. Once it does, each promise stands here with its source, and with what came of it.',
    /** `met` of `all` promises with an aim; whole numbers */
    heading: (met: number, all: number, month: string) =>
      met === all
        ? all === 1
          ? `The one promise with an aim met it in ${month}`
          : `All ${all} promises with an aim met it in ${month}`
        : met === 0
          ? all === 1
            ? `The one promise with an aim did not clearly meet it in ${month}`
            : `None of the ${all} promises with an aim clearly met it in ${month}`
          : `${met} of the ${all} promises with an aim clearly met it in ${month}`,
    headingNoAims: (month: string) => `What was promised, and what came of it in ${month}`,
    least: (share: string) => `The one kept least often was kept in ${share} of cases:`,
    rule: 'A promise counts on the day on which it is due, whether we work on that day or not. What is overdue and not done counts as broken; what the customer took back before it was due counts neither way.',
    kicker: 'Promise and fact',
    quoted: (words: string) => `“${words}”`,
    kept: (words: string, share: string, count: string, month: string) =>
      `${words} Kept for ${share} of the ${count} due in ${month}`,
    noneDue: (words: string, month: string) => `${words} Nothing fell due in ${month}`,
    hidden: (words: string, month: string) =>
      `${words} How many were kept in ${month} is hidden to protect people`,
    unknown: (words: string) => `${words} The records do not tell whether it was kept`,
    halfAndNine: (half: string, nine: string) => `Half were done within ${half}, nine in ten within ${nine}.`,
    halfAtOnce: (nine: string) => `More than half took no time at all; nine in ten were done within ${nine}.`,
    halfOnly: (half: string) => `Half were done within ${half}; nine in ten are not known to be done.`,
    halfHidden: 'How long half of them took is hidden to protect people.',
    nineHidden: (half: string) =>
      `Half were done within ${half}; how long nine in ten took is hidden to protect people.`,
    notHalf: 'Fewer than half are known to be done.',
    standing: {
      met: (aim: string) => `We hold ourselves to ${aim}, and met it.`,
      missed: (aim: string) => `We hold ourselves to ${aim}, and missed it.`,
      too_close: (aim: string) => `We hold ourselves to ${aim}: too close to tell whether it was met.`,
    },
    noAim: 'We have set ourselves no aim for it.',
    change: {
      rose: (month: string, share: string) => `Clearly more than in ${month} (${share}).`,
      fell: (month: string, share: string) => `Clearly less than in ${month} (${share}).`,
      unclear: (month: string, share: string) => `No clear change from ${month} (${share}).`,
    },
    overdue: (count: string) => `Of all that ever fell due, about ${count} are still not done.`,
    noneOverdue: 'Nothing that fell due is still open.',
    promisedWithin: (time: string) => `promised within ${time}`,
    promisedSpan: (from: string, to: string) => `promised: ${from} to ${to}`,
    half: (time: string) => `half within ${time}`,
    nine: (time: string) => `nine in ten within ${time}`,
    stepTitle: (time: string, share: string) => `within ${time}: ${share} done`,
    axisDays: 'Days from the promise until it was done',
    axisTime: 'Time from the promise until it was done',
    figure: (heading: string, steps: string) => `${heading}. A stair of the share done: ${steps}.`,
    range: {
      day: (range: string) =>
        `As days differ, the share could as well have been ${range}: those due on one day share its fate.`,
      week: (range: string) =>
        `As weeks differ, the share could as well have been ${range}: those due together share a fate.`,
      month: (range: string) =>
        `As months differ, the share could as well have been ${range}: those due together share a fate.`,
      alone: (range: string) =>
        `By chance alone the share could as well have been ${range}; how much those due together share a fate is not known yet.`,
    },
    withdrawn: (count: string) => `Left out: ${count} that customers took back before they were due.`,
    notKnown: (count: string) => `Of ${count} more the records do not tell.`,
    twice: (share: string) => `Twice the promised time was enough for ${share}.`,
    grouped:
      'Few cases are told together with those that took longer, to protect people: the stair is never above the truth.',
    civilDays: 'Days are those of the calendar: promised on Monday and done on Tuesday is one day.',
    stepTable: (words: string, month: string) => `How long it took, due in ${month}: ${words}`,
    within: 'Within',
    done: 'Done',
    soFar: 'Together',
    longer: 'Longer, or still open',
    stillOpen: 'Still open',
    more: 'more than a year',
    monthsKicker: 'Kept, month by month',
    monthsHeading: {
      rose: (month: string, share: string, before: string, beforeShare: string) =>
        `More were kept in ${month} than in ${before}: ${share} after ${beforeShare}`,
      fell: (month: string, share: string, before: string, beforeShare: string) =>
        `Fewer were kept in ${month} than in ${before}: ${share} after ${beforeShare}`,
      unclear: (month: string, share: string, before: string, beforeShare: string) =>
        `No clear change: ${share} kept in ${month}, ${beforeShare} in ${before}`,
    },
    monthsFirst: (month: string, share: string) => `${share} kept in ${month}`,
    monthsHidden: 'Kept by the due date, month by month',
    line: 'Kept',
    lineDetail: 'done by the due time, of those due in the month',
    ourAim: 'our own aim',
    aim: (share: string) => `aim ${share}`,
    monthTitle: (month: string, share: string, count: string) => `${month}: ${share} of ${count} kept`,
    monthsFigure: (heading: string, from: string, to: string) =>
      `${heading}. A line of the share kept by month of the due date, ${from} to ${to}.`,
    changed: (month: string) => `promised otherwise from ${month}`,
    monthTable: (words: string) => `Kept by month of the due date: ${words}`,
    month: 'Due in',
    due: 'Due',
    share: 'Kept',
    limits: 'Range',
    promisedAt: 'Promised:',
    dueBy: 'How the due time follows:',
    earlier: (from: string, to: string) => `From ${from} to ${to} it was:`,
    until: (to: string) => `Until ${to} it was:`,
    silentTitle: 'What cannot be checked',
    silences: {
      not_recorded: 'Nothing that we keep on record tells whether this promise is kept.',
      no_records: 'No record of it has been loaded so far.',
    },
    source: 'Promises',
  },
};
