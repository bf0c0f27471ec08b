/** In English: promises and what came of them, the bridge between the clocks, the formulas, the allowance, the score. */
export const levels = {
  levels: {
    kept: {
      kicker: 'Whether the promise was kept',
      heading: {
        met: (share: string, time: string, aim: string, month: string) =>
          `The promise was kept in ${month}: ${share} within ${time}, where ${aim} was promised`,
        missed: (share: string, time: string, aim: string, month: string) =>
          `The promise was missed in ${month}: ${share} within ${time}, where ${aim} was promised`,
        too_close: (share: string, time: string, aim: string, month: string) =>
          `${month} is too close to call: ${share} within ${time}, where ${aim} was promised`,
      },
      changedHeading: (share: string, month: string) =>
        `The target changed in ${month}: ${share} had what was promised on their day`,
      plainHeading: (share: string, month: string) => `${share} were answered in time in ${month}`,
      hiddenHeading: (month: string) => `Whether the promise was kept in ${month} is not told`,
      counted: (clock: string, share: string, n: string) => `${clock}: ${share} of ${n}.`,
      judged: (clock: string, share: string, n: string, range: string, aim: string, verdict: string) =>
        `${clock}: ${share} of ${n} (${range} by how days differ), against ${aim} promised: ${verdict}.`,
      verdicts: { met: 'met', missed: 'missed', too_close: 'too close to call' },
      unjudged: {
        no_target: 'no target',
        no_records: 'not recorded',
        hidden: 'hidden',
        target_changed: 'target changed',
        days_hidden: 'some days hidden',
        too_few_days: 'too few days',
      },
      changed: (day: string) =>
        `The target changed on ${day}: each contact counts by the target of its day, and each target is judged over its own days.`,
      halfHours: (share: string, n: string) =>
        `The target was met in ${share} of ${n} half-hours. Quiet and busy ones count alike there, so that good hours cannot hide bad ones.`,
      halfHoursName: 'Half-hours that met it',
      ofN: (n: string) => `of ${n}`,
      denominators: {
        answered_or_gave_up:
          'Our clock runs from the queue to the answer and counts everyone who was answered or gave up; it does not count who ended in the menu, was refused, or left for a callback.',
        everyone_who_asked:
          "The customer's clock runs from the first ask until the need is met and counts everyone who asked.",
      },
      band: 'The pale band is the 95% range, judged by how the days of the month differ. A day counts as a whole, because its callers share a queue.',
      today: (aim: string, time: string, share: string) =>
        `Under today's target (${aim} within ${time}) the month would stand at ${share}.`,
      todayUnknown: (aim: string, time: string) =>
        `What the month would be under today's target (${aim} within ${time}) cannot be told: no counts at that time are published for it.`,
      table: (month: string) => `Promises in force in ${month}`,
      promise: 'Promise',
      clock: 'Clock',
      inForce: 'In force',
      attained: 'Attained',
      range: '95% range',
      aim: 'Target',
      verdict: 'Verdict',
      exclusions: 'Not counted',
      since: (from: string) => `since ${from}`,
      between: (from: string, to: string) => `${from} to ${to}`,
    },
    bridge: {
      kicker: "From our clock to the customer's",
      lower: (points: string, month: string) =>
        `The customer's clock stands ${points} lower than ours in ${month}`,
      higher: (points: string, month: string) =>
        `The customer's clock stands ${points} higher than ours in ${month}`,
      equal: (share: string, month: string) => `Both clocks say ${share} in ${month}`,
      standfirst: (ours: string, customers: string) =>
        `Ours says ${ours}, the customer's ${customers}. Each bar is a group of people, and how far it moves the one towards the other.`,
      points: (n: string, isOne: boolean) => (isOne ? `${n} point` : `${n} points`),
      parts: {
        threshold: 'Another time allowed',
        menu: 'Ended in the menu',
        refused: 'Busy or refused',
        later: 'Left for a callback',
        gave_up: 'Gave up waiting',
        other: 'Everything else',
      },
      people: (n: string) => `${n} people`,
      how: 'A group takes away its share of everyone who asked, times how much less often it was helped in time. The steps add up exactly, in whatever order.',
      gaveUp: 'Whoever gave up counts against both clocks, and makes no difference between them.',
      other:
        'Everything else is time in menus before the queue, transfers, closed hours and the time until a matter was settled: the records do not tell these apart. A group too small to be shown is in it too.',
      table: (month: string) => `The steps in ${month}`,
      step: 'Step',
      change: 'Points',
      n: 'People',
    },
    formulas: {
      kicker: 'One month, five formulas',
      heading: (low: string, high: string, month: string) =>
        `The same ${month} is ${low} or ${high} by the formula alone`,
      same: (share: string, month: string) => `Every formula says ${share} for ${month}`,
      hidden: (month: string) => `By which formula ${month} is told makes a difference that is hidden`,
      standfirst:
        'Nothing changes but who is counted. We publish the strictest; the others are here so that you can compare us with whoever uses them.',
      names: {
        worst: 'Everyone who gave up counts',
        short: 'Quick hang-ups left out',
        excl: 'Early abandons left out',
        credit: 'Early abandons count as served',
        ans: 'Only those answered count',
      },
      definitions: {
        worst: 'Answered in time ÷ (answered + gave up)',
        short: 'Answered in time ÷ (answered + gave up − gave up within seconds)',
        excl: 'Answered in time ÷ (answered + gave up − gave up in time)',
        credit: '(Answered in time + gave up in time) ÷ (answered + gave up)',
        ans: 'Answered in time ÷ answered',
      },
      ours: 'ours',
      choose: 'Mark a formula',
      table: (month: string) => `${month} by each formula`,
      formula: 'Formula',
      definition: 'What is divided by what',
      share: 'Share',
      n: 'Of',
    },
    allowance: {
      kicker: 'What the promise allows, and what is used up',
      wasUsedUp: (day: string, month: string) =>
        `The allowance expected for all of ${month} was used up by ${day}`,
      usedUp: (day: string, month: string) => `At this rate the allowance of ${month} is used up by ${day}`,
      lasts: (month: string) => `At this rate the allowance of ${month} lasts`,
      early: (month: string) => `Too early to tell whether the allowance of ${month} will last`,
      over: (times: string, month: string) => `${month} used ${times} of what the promise allows`,
      under: (times: string, month: string) =>
        `${month} used ${times} of what the promise allows, and no more`,
      standfirst: (aim: string, allowed: string, spent: string) =>
        `A promise to ${aim} lets ${allowed} contacts wait longer. ${spent} did.`,
      soFar: (aim: string, allowed: string, spent: string) =>
        `A promise to ${aim} lets ${allowed} of the contacts so far wait longer. ${spent} did.`,
      burn: (day: string, ofDay: string, ofWeek: string) =>
        `On ${day} it was used ${ofDay} times as fast as allowed, over the seven days up to then ${ofWeek} times.`,
      fast: 'Both are too fast: more than twice on the last day and more than 1.2 times over the week.',
      spent: 'waited longer',
      allowed: 'allowed so far',
      note: 'Both lines add up day by day; the allowance grows with the contacts. Where the lower line is what was used, the promise is being kept. Days that are hidden are in neither.',
      table: (month: string) => `Day by day, ${month}`,
      day: 'Day',
      missed: 'Waited longer',
      allowedOnDay: 'Allowed',
      sum: 'Used up so far',
      figure: (heading: string, spent: string, allowed: string) =>
        `${heading}. Two lines: ${spent} waited longer, ${allowed} were allowed.`,
    },
    others: { kicker: (month: string) => `The promises of the other channels in ${month}` },
    score: {
      kicker: 'All promises in one number, and what it is made of',
      heading: (score: string, month: string) => `${month}: ${score} of 100 for all promises together`,
      none: (month: string) => `No score for ${month}: a promise that weighs a fifth or more cannot be told`,
      standfirst:
        'Each promise counts as far as it was attained, none for more than wholly. The number hides more than it says; what it is made of stands beside it.',
      weights: 'The weights are part of the published configuration.',
      lowerIsBetter: 'not in the score: there less is better',
      table: (month: string) => `Every promise in ${month}`,
      weight: 'Weight',
      points: 'Adds',
    },
  },
};
