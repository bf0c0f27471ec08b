/** What the release calendar says: by when figures come, which came late, who sees them early, and when Candour was away. */

export const releases = {
  releases: {
    title: 'Release calendar',
    description:
      'By when figures come, twelve months ahead; which came late and why; who sees them early; and when these pages were away.',
    none: 'No calendar has been published yet',
    next: (date: string, time: string) => `The next figures come by ${time} on ${date}`,
    overdue: (n: number, count: string, moment: string) =>
      n === 1
        ? `One release is overdue since ${moment}`
        : `${count} releases are overdue, the first since ${moment}`,
    asOf: (moment: string) =>
      `As this page was made, ${moment}. Where a date has passed and its figures are not here, they are late.`,
    nextHeading: (date: string) => `Due on ${date}`,
    stages: {
      provisional: 'first figures, provisional',
      counts: 'most figures final',
      first_contact: 'repeat contacts final',
      complaint_handling: 'complaint times final',
    },

    ruleHeading: (first: string, last: string) =>
      `First figures come the day after, final ones ${first} to ${last} days after`,
    rule: 'What holds for a day holds for a week and a month, from their last day.',
    terms: {
      provisional: 'First figures',
      counts: 'Most figures final',
      first_contact: 'Repeat contacts and what was settled at first contact final',
      complaint_handling: 'How long complaints took, by month, final',
    },
    dayAfter: 'The day after; until they are final, records that come late still change them.',
    daysAfter: (days: string) => `${days} days after.`,
    latest: (time: string) =>
      `By ${time} at the latest: nothing is held back until then. A day on which every line is closed has no release, and what ends with one comes after the next open day.`,
    responsible: (who: string) => `Responsible for what is published and when: ${who}.`,

    aheadHeading: (month: string) => `Weeks and months until ${month}`,
    ahead: 'The table to download has every day too, and when each week becomes final.',
    subscribe: 'Weeks and months as a calendar file (ICS)',
    putOffHeading: (n: number, count: string) =>
      n === 0 ? 'No date was put off' : n === 1 ? 'One date was put off' : `${count} dates were put off`,
    putOff: (what: string, from: string, to: string) => `${what}: from ${from} to ${to}.`,
    whatever: 'All that is due that day',
    told: (date: string) => `Told on ${date}.`,
    toldNext: 'Told with the next edition.',
    untold: 'No edition told it before it was due, so it counts as late.',
    putOffFrom: (from: string) => `put off from ${from}`,

    pastHeading: (late: number, lateCount: string, all: number, allCount: string, since: string) =>
      all === 0
        ? 'Nothing has been due yet since the first edition'
        : late === 0
          ? all === 1
            ? 'The one release that was due so far came in time'
            : `All ${allCount} releases due since ${since} came in time`
          : `${lateCount} of ${allCount} releases due since ${since} came late, or not at all so far`,
    past: 'What counts is when an edition first held the figures. Each day, week and month has several releases, one for each time that its figures are due.',
    kinds: { late: 'Late', overdue: 'Overdue' },
    late: (span: string, moment: string, edition: string) =>
      `Published ${span} late, on ${moment}, with edition ${edition}:`,
    missing: (span: string) => `Due ${span} ago, and not published yet:`,
    more: (count: string) => `Earlier: ${count}`,
    rest: (n: number, count: string) =>
      n === 1
        ? 'One more day is in the table to download.'
        : `${count} more days are in the table to download.`,

    earlyHeading: (n: number, count: string) =>
      n === 0
        ? 'Nobody is named who sees figures before everybody'
        : n === 1
          ? 'One role sees figures before everybody'
          : `${count} roles see figures before everybody`,
    early: 'So the organisation states it. Nobody outside can check it.',
    before: (span: string, reason: string) => `${span} before they are published: ${reason}`,

    awayHeading: (n: number, count: string) =>
      n === 0
        ? 'No interruption of Candour is on record'
        : n === 1
          ? 'Candour itself was away once'
          : n === 2
            ? 'Candour itself was away twice'
            : `Candour itself was away ${count} times`,
    awayNote:
      'The server behind these pages notes each minute that it is there. Where it did not for five minutes or more, nobody could ask it: that is listed by itself, and the database lets nobody remove it. Copies of the pages elsewhere may have stayed in reach.',
    awayDay: (date: string, from: string, to: string, span: string) => `${date}, ${from} to ${to}: ${span}`,
    away: (from: string, to: string, span: string) => `${from} to ${to}: ${span}`,

    source: 'the whole calendar',
    fromOthers: 'By when the next figures come, and which came late:',
  },
};
