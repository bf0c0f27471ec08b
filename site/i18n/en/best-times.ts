/** What the page of the best times says around its figures. */
export const bestTimes = {
  bestTimes: {
    /** `of`: the channel or service line */
    titleOf: (of: string) => `When to call: ${of}`,
    channels: 'By channel',
    lines: 'By service line',
    nextDays: 'Today and the next seven days',
    withheld: {
      no_records: 'There are no records yet from which advice could be given.',
      too_few:
        'Too few people get in touch here to say when it is quickest without saying something of single persons.',
      records_ended: (date: string) =>
        `No advice is given: the records end on ${date}, and waits of this week are not known.`,
      not_by_the_hour: 'The records tell no hours, only whole days, so that no hour can be recommended.',
      not_yet: 'The advice for today is being made; it stands here within minutes.',
    },
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
