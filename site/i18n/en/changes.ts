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
    moment: (date: string, time: string) => `${date}, ${time}`,
    holidaysHeading: 'Holidays',
    holidays: 'On these days more or fewer people get in touch than usual, and lines may be closed.',
    actions: 'What is done about the causes has pages of its own:',
    source: 'all events',
  },
};
