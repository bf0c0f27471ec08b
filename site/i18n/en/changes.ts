/** What the page of changes says: what happened to the numbers themselves. */

export const changes = {
  changes: {
    title: 'What changed about the numbers',
    description:
      'Changed targets and definitions, outages and gaps in the records, days that are still provisional, and holidays.',
    latest: (date: string, what: string) => `The last change, on ${date}: ${what}`,
    latestTarget: (date: string) => `Targets last changed on ${date}.`,
    news: {
      target: { new: 'a new target', changed: 'a changed target', ended: 'a target that no longer holds' },
      definition: (figure: string) => `“${figure}” is counted otherwise`,
      cause: {
        renamed: 'a cause with a new name',
        merged: 'causes that were merged',
        split: 'a cause that was split',
      },
      revision: 'final values that were revised',
      correction: 'values that were wrong and were corrected',
      recount: 'values that are counted by other rules',
      retirement: (figure: string) => `“${figure}” is published no more`,
      gap: 'no records at hours when people usually get in touch',
      outage: 'an outage',
    },
    none: 'Nothing about the numbers has changed so far: no target, no definition, no outage and no gap is on record.',
    unsettledHeading: 'Days that may still change',
    unsettled: (from: string, to: string, until: string) =>
      `${from} to ${to} are provisional; the last of these days becomes final on ${until}.`,
    unsettledDay: (day: string, until: string) => `${day} is provisional, and becomes final on ${until}.`,
    figures: (n: number, days: number) =>
      n === 1
        ? `One figure, final ${days} days after the end of its period`
        : `${n} figures, final ${days} days after the end of their period`,
    settled: 'No day is provisional at present.',
    howHeading: 'How a figure becomes final',
    how: 'A figure is provisional from the day after its period: records that come late are still counted in. When the days above have passed, it is final. A week or a month waits for its last day. A figure that covers only part of its time is marked incomplete.',
    listHeading: 'Changes, the newest first',
    list: 'Figures before and after one of these may differ by it alone. Hours of an outage or a gap are marked incomplete or without a record, never counted as zero.',
    kinds: {
      target: 'Target',
      outage: 'Outage',
      gap: 'Gap',
      definition: 'Definition',
      holiday: 'Holiday',
      action: 'Action',
      judgement: 'Verdict',
      cause: 'Cause',
      responsible: 'Policy',
      retirement: 'End of a figure',
    },
    promise: {
      kind: 'Promise',
      said: {
        new: 'A new promise:',
        changed: 'A changed promise:',
        ended: 'A promise that no longer holds:',
      },
      news: { new: 'a new promise', changed: 'a changed promise', ended: 'a promise that no longer holds' },
    },
    targetNew: 'A new target:',
    targetChanged: 'A changed target:',
    judged: (weeks: number, verdict: string) => `An action was judged after ${weeks} weeks, ${verdict}:`,
    targetEnded: 'A target that no longer holds:',
    before: 'Before:',
    definition: (figure: string) => `${figure} is counted otherwise:`,
    gap: (channel: string) => `${channel}: no records though people usually get in touch at these hours.`,
    outage: (channel: string) => `${channel}:`,
    cause: {
      renamed: 'A cause has a new name:',
      merged: 'Causes were merged:',
      split: 'A cause was split:',
    },
    log: {
      kinds: {
        revision: 'Revision',
        correction: 'Correction',
        recount: 'Counted otherwise',
        definition: 'Definition',
        mapping: 'Cause',
        retirement: 'End of a figure',
      },
      revision: (n: number, count: string, figures: string) =>
        n === 1
          ? `One value that had been final was changed by records that came later: ${figures}.`
          : `${count} values that had been final were changed by records that came later: ${figures}.`,
      correction: (n: number, count: string, figures: string) =>
        n === 0
          ? 'An error was corrected; no value published before has changed.'
          : n === 1
            ? `One value was wrong and was corrected: ${figures}.`
            : `${count} values were wrong and were corrected: ${figures}.`,
      recount: (n: number, count: string, figures: string) =>
        n === 1
          ? `One value that had been final changed in an edition made by other rules, or by another version of the program: ${figures}.`
          : `${count} values that had been final changed in an edition made by other rules, or by another version of the program: ${figures}.`,
      others: (count: string) => `${count} others`,
      ended: (figure: string, date: string) =>
        `“${figure}” ends: from ${date} on it is not published. What was published of it stays.`,
      decided: (role: string) => `Decided by: ${role}.`,
      notice: (days: string) => `Announced ${days} days before.`,
      noticeShort: (n: number, days: string) =>
        n === 1
          ? 'Announced one day before; good practice is four weeks.'
          : `Announced ${days} days before; good practice is four weeks.`,
      noticeNone: 'Announced only when it had ended; good practice is four weeks before.',
      instead: (figure: string) => `“${figure}” takes its place.`,
      beside: (days: string) => `Both were published beside one another for ${days} days.`,
      besideShort: (n: number, days: string) =>
        n === 1
          ? 'Both were published beside one another for one day; good practice is a year.'
          : `Both were published beside one another for ${days} days; good practice is a year.`,
      touches: (n: number, count: string) =>
        n === 1 ? 'The figure that it touches' : `The ${count} figures that it touches`,
      before: 'as it was',
      after: 'as it is since',
      points: 'Every value that it changed, old and new:',
      otherwise: 'counted otherwise',
      earlier: (date: string) => `A value here was revised on ${date}. What was published before:`,
      earlierTable: 'the table as it was',
      earlierLink: 'what changed',
      noticeName: 'What changed about this figure',
      noticeSince: (date: string, said: string) => `Changed on ${date}: ${said}`,
      noticeAhead: (date: string, said: string) => `Will change on ${date}: ${said}`,
      noticeLink: 'About this change',
      feeds: 'To be told of changes, subscribe:',
      feedsOf: 'To be told when anything about this figure changes, subscribe:',
      source: 'all changes',
      atom: 'Atom',
      jsonFeed: 'JSON Feed',
      feedTitle: (organisation: string) => `What changed about the numbers · ${organisation}`,
      feedTitleOf: (figure: string, organisation: string) =>
        `What changed about “${figure}” · ${organisation}`,
    },
    moment: (date: string, time: string) => `${date}, ${time}`,
    holidaysHeading: 'Holidays',
    holidays: 'On these days more or fewer people get in touch than usual, and lines may be closed.',
    actions: 'What is done about the causes has pages of its own:',
    source: 'all events',
  },
};
