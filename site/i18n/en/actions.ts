/** What the pages of actions say. */

export const actions = {
  actions: {
    title: 'What we are doing about it',
    menu: 'Actions',
    description: 'What is done about the causes of problems and complaints, and what was expected of it.',
    emptyHeading: 'No action has been registered',
    empty:
      'Nothing that the company does about a cause has been put on record so far. What people get in touch about is counted all the same:',
    /** `n` is the whole number of actions at that stage */
    all: {
      running: (n: number) => (n === 1 ? 'One action is running' : `${n} actions are running`),
      rolling_out: (n: number) =>
        n === 1 ? 'One action is being rolled out' : `${n} actions are being rolled out`,
      planned: (n: number) => (n === 1 ? 'One action is planned' : `${n} actions are planned`),
      ended: (n: number) => (n === 1 ? 'One action has ended' : `${n} actions have ended`),
    },
    some: {
      running: (n: number) => `${n} running`,
      rolling_out: (n: number) => `${n} being rolled out`,
      planned: (n: number) => `${n} planned`,
      ended: (n: number) => `${n} ended`,
    },
    heading: (total: number, parts: string) => `${total} actions: ${parts}`,
    groups: {
      running: 'Running',
      rolling_out: 'Being rolled out',
      planned: 'Planned',
      ended: 'Ended',
    },
    since: (start: string) => `Since ${start}.`,
    sinceForAll: (start: string, complete: string) => `Since ${start}; for everybody since ${complete}.`,
    until: (start: string, complete: string) => `Since ${start}; for everybody from ${complete}.`,
    from: (start: string) => `From ${start}.`,
    givenUp: (start: string, end: string) => `Planned for ${start}, and given up on ${end}.`,
    between: (start: string, end: string) => `From ${start} to ${end}.`,
    terms: {
      when: 'When',
      owner: 'Who answers for it',
      cause: 'About',
      expected: 'Expected',
      status: 'Status, as the company gives it',
      registered: 'Registered',
      starts: 'Starts',
      rolledOut: 'For everybody',
      ended: 'Ended',
      worthwhile: 'Worth it from',
      control: 'Held against',
      model: 'How it should show',
      idea: 'Whose idea',
    },
    effect: {
      down: (share: string) => `to fall by ${share}`,
      up: (share: string) => `to rise by ${share}`,
      downUnsaid: 'to fall; by how much was not said',
      upUnsaid: 'to rise; by how much was not said',
    },
    fewerOrMore: {
      down: (share: string | null, whose: string, about: string) =>
        share === null
          ? `fewer ${whose}${about}; by how much was not said`
          : `${share} fewer ${whose}${about}`,
      up: (share: string | null, whose: string, about: string) =>
        share === null ? `more ${whose}${about}; by how much was not said` : `${share} more ${whose}${about}`,
    },
    about: {
      causes: (names: string) => ` about ${names}`,
      kind: (name: string) => ` of the kind “${name}”`,
    },
    expectation: (figure: string, effect: string) => `${figure}: ${effect}`,
    why: 'What is done, and why',
    shareOfComplaints: (share: string, period: string, cause: string) =>
      `In ${period}, ${share} were about “${cause}”.`,
    shareOfContacts: (share: string, period: string, category: string) =>
      `In ${period}, ${share} were of the kind “${category}”.`,
    registeredBefore: (date: string) => `${date}, before it started`,
    registeredLate: (date: string) =>
      `${date}, after it had started: what was expected had not been set down beforehand.`,
    worthwhile: (share: string) => `a change of ${share}`,
    control: (name: string) => `${name}, which the action should leave as it is`,
    models: {
      step: 'at once, and to stay',
      slope: 'little by little',
      temporary: 'for a time only',
    },
    ideas: { customers: 'Customers proposed it', own: 'The company’s own' },
    caution:
      'A curve before and after proves nothing by itself: seasons, holidays and much else change in the same weeks.',
    kicker: 'The figure it should change, week by week',
    weekHeading: (figure: string, value: string, week: string) =>
      `${figure}: ${value} in the week of ${week}`,
    weekCount: (value: string, whose: string, about: string, week: string) =>
      `${value} ${whose}${about} in the week of ${week}`,
    weekHeadingUnknown: (figure: string) => `${figure}, week by week`,
    standfirst: (from: string, to: string) => `Each point is one week, ${from} to ${to}.`,
    marked: 'The upright lines mark what happened to the action.',
    expectedLevel: (value: string) => `expected: ${value}`,
    expectedNote: (weeks: number) =>
      `The dashed line is what was expected: the middle of the ${weeks} weeks before the start, changed by as much as was announced. Seasons are not taken out of it.`,
    weekOf: (week: string) => `week of ${week}`,
    point: (week: string, value: string) => `Week of ${week}: ${value}`,
    momentStarts: (date: string) => `start, ${date}`,
    momentRolledOut: (date: string) => `for everybody, ${date}`,
    momentEnded: (date: string) => `end, ${date}`,
    picture: (heading: string, from: string, to: string, moments: string) =>
      `${heading}. A line of weekly figures from ${from} to ${to}. ${moments}.`,
    table: (figure: string) => `${figure}, by week`,
    week: 'Week of',
    value: 'Figure',
    noSeries: 'There are no weekly figures of what it should change, so no curve is shown.',
    more: 'Where to look further',
    history: (figure: string) => `${figure}: the whole history`,
    action: 'this action',
    allActions: 'all actions',
  },
};
