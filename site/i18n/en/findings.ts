/** The sentences that a report begins with: each one of the findings, hedged as its interval demands. */

export const findings = {
  findings: {
    kicker: 'In five sentences',
    inShort: 'In short',
    /** opens a sentence */
    when: {
      day: (name: string) => name,
      week: (date: string) => `The week of ${date}`,
      month: (name: string) => name,
    },
    than: {
      usual: (weekday: string) => `than on an ordinary ${weekday}`,
      week: 'than in the week before',
      weekLastYear: 'than in the same week of the year before',
      month: (name: string) => `than in ${name}`,
    },
    from: {
      usual: (weekday: string) => `from an ordinary ${weekday}`,
      week: 'from the week before',
      weekLastYear: 'from the same week of the year before',
      month: (name: string) => `from ${name}`,
    },
    /** `than` and `from`: as above */
    more: (share: string, than: string) => `${share} more ${than}`,
    fewer: (share: string, than: string) => `${share} fewer ${than}`,
    moreWithin: (share: string, range: string, than: string) => `${share} more ${than} (between ${range})`,
    fewerWithin: (share: string, range: string, than: string) => `${share} fewer ${than} (between ${range})`,
    /** none at all where there were some before: no share can be told */
    moreUnsaid: (than: string) => `more ${than}`,
    fewerUnsaid: (than: string) => `fewer ${than}`,
    up: (points: string, from: string) => `up ${points} points ${from}`,
    down: (points: string, from: string) => `down ${points} points ${from}`,
    same: (from: string) => `no clear change ${from}`,
    sameBoth: (from: string, andFrom: string) => `no clear change ${from}, nor ${andFrom}`,
    span: (low: string, high: string) => `${low} and ${high}`,
    likeDays: (changes: string) => `day for day ${changes}`,
    tooFew: 'too little is known to compare',
    recordsLack: 'not compared, since records are incomplete',
    promiseDiffers: 'not compared, since the promise was another',

    volume: (when: string, count: string, change: string) => `${when} brought ${count} contacts: ${change}.`,
    volumeNone: (when: string) => `${when} brought no contacts at all.`,

    reasons: {
      information: (share: string) => `${share} of contacts asked for information`,
      transaction: (share: string) => `${share} of contacts were to get something done`,
      problem: (share: string) => `${share} of contacts were about a problem`,
      complaint: (share: string) => `${share} of contacts were complaints`,
      idea: (share: string) => `${share} of contacts brought an idea`,
      compliment: (share: string) => `${share} of contacts were compliments`,
    } as Readonly<Record<string, (share: string) => string>>,
    otherReason: (name: string, share: string) => `${share} of contacts were about “${name}”`,
    reason: (reason: string, change: string) => `${reason}, the most common reason: ${change}.`,

    ours: (share: string, whose: string, time: string, promise: string) =>
      `by our own clock ${share} of ${whose} were answered within ${time}${promise}`,
    theirs: (share: string, time: string, promise: string) =>
      `by the customer’s clock ${share} were helped within ${time}${promise}`,
    oursUnknown: 'by our own clock it is not known',
    theirsUnknown: 'by the customer’s clock it is not known',
    during: (from: string, to: string, part: string) => `from ${from} to ${to} ${part}`,
    within: (share: string, range: string) => `${share} (${range})`,
    promise: {
      met: (aim: string) => ` (${aim} promised: kept)`,
      missed: (aim: string) => ` (${aim} promised: not kept)`,
      too_close: (aim: string) => ` (${aim} promised: too close to call)`,
      unknown: (aim: string) => ` (${aim} promised: cannot be told)`,
    },
    clocks: (parts: string, change: string) => `${parts}: ${change}.`,

    complaints: (part: string, total: string, cause: string, change: string, action: string) =>
      `About ${part} of ${total} complaints were about “${cause}”, the most common cause: ${change}; ${action}.`,
    complaintsHidden: (total: string, change: string) =>
      `${total} complaints came in, their causes hidden to protect people: ${change}.`,
    complaintsUnsaid: (total: string, change: string) =>
      `${total} complaints came in; what they were about is not recorded: ${change}.`,
    complaintsNone: (when: string) => `${when} brought no complaints.`,
    noAction: 'no action on record addresses it',
    /** `title` names an action on the cause before */
    action: {
      planned: (title: string) => `the action “${title}”, planned and not begun, is to address it`,
      too_early: (title: string) => `the action “${title}” addresses it, too early to tell what it changed`,
      worked: (title: string) => `the action “${title}” addressed it and worked`,
      small_but_real: (title: string) => `the action “${title}” addressed it, with a small but real effect`,
      no_measurable_effect: (title: string) =>
        `the action “${title}” addressed it, without a measurable effect`,
      inconclusive: (title: string) =>
        `the action “${title}” addressed it, and whether it worked cannot be told`,
      made_it_worse: (title: string) => `the action “${title}” addressed it and made it worse`,
      registered_late: (title: string) =>
        `the action “${title}” addresses it, registered too late to be judged`,
    },

    satisfaction: (share: string, range: string, n: string, aim: string, change: string) =>
      `${share} of the ${n} people who answered were satisfied (${range})${aim}: ${change}; people who gave up are not in this number.`,
    aim: {
      met: (aim: string) => `, above the target of ${aim}`,
      missed: (aim: string) => `, short of the target of ${aim}`,
      too_close: (aim: string) => `, too close to the target of ${aim} to call`,
      unknown: (aim: string) => `, with a target of ${aim}`,
    },

    judged: (list: string) => `What our actions changed: ${list}.`,
    judgedOne: (title: string, verdict: string) => `“${title}” (${verdict})`,
    /** `estimate`: a signed change, `range`: its interval */
    judgedBy: (title: string, verdict: string, estimate: string, range: string) =>
      `“${title}” (${verdict}: ${estimate}, from ${range})`,
    underWay: (n: string) =>
      n === '1'
        ? 'One action is under way; what it changes is not known yet.'
        : `${n} actions are under way; what they change is not known yet.`,

    abandonment: (share: string, whose: string, change: string) =>
      `In ${share} of ${whose}, people gave up before an answer: ${change}.`,
    waits: (half: string, nine: string) =>
      `Of those who stayed, half got through within ${half} and 9 in 10 within ${nine}.`,
    waitsHalf: (half: string) => `Of those who stayed, half got through within ${half}.`,

    silence: {
      closed: 'We were closed: there is no more to say.',
      no_records: 'There are no records, so that no more can be said.',
      hidden: 'Everything else is hidden to protect people.',
      partly_hidden: 'Other figures are hidden to protect people, or are not on record.',
      not_recorded: 'The records tell no more than that.',
    },
  },
};
