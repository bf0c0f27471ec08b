/** What the page of the best times says around its figures. */
export const bestTimes = {
  bestTimes: {
    /** `of`: the channel or service line */
    titleOf: (of: string) => `When to call: ${of}`,
    channels: 'By channel',
    lines: 'By service line',
    nextDays: 'Today and the next seven days',
    yours: (ranges: string) => `By your clock: ${ranges}`,
    take: 'Take it with you',
    calendar: 'The next good time as an entry for your calendar',
    embed: 'For your own site',
    embedHelp: 'One sentence with the best time, always the latest, in a frame:',
    linkHelp: 'Or a link to this page:',
    embedTitle: (name: string) => `When to call ${name}`,
    asOf: (date: string) => `As of ${date}`,
    source: 'The figures behind it',
  },
};
