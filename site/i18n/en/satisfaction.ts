/** What the figures of the page on satisfaction say beside its score. */
export const satisfaction = {
  satisfactionMonths: {
    kicker: 'Month by month',
    year: {
      rose: (share: string, month: string, before: string) =>
        `${share} were satisfied in the 12 months to ${month}, up from ${before} in the 12 before`,
      fell: (share: string, month: string, before: string) =>
        `${share} were satisfied in the 12 months to ${month}, down from ${before} in the 12 before`,
      unclear: (share: string, month: string, before: string) =>
        `${share} were satisfied in the 12 months to ${month}; no clear change from the 12 before (${before})`,
    },
    apart: (high: string, highMonth: string, low: string, lowMonth: string) =>
      `Most were satisfied in ${highMonth} (${high}), fewest in ${lowMonth} (${low})`,
    alike: (from: string, to: string) => `No clear difference between the months from ${from} to ${to}`,
    extremes: (low: string, lowMonth: string, high: string, highMonth: string) =>
      `The lowest whole month was ${lowMonth} (${low}), the highest ${highMonth} (${high}).`,
    range: (low: string, high: string) => `The whole months lie between ${low} and ${high}.`,
    noTwo: 'No two of them differ clearly.',
    meanHeading: (low: string, high: string, from: string, to: string) =>
      `The whole months from ${from} to ${to} lie between ${low} and ${high} out of 5`,
    meanSame: (mean: string, from: string, to: string) =>
      `Every whole month from ${from} to ${to} had ${mean} out of 5`,
    meanUnknown:
      'Sums of marks do not tell how far most means could be off, so no month is called better than another.',
    detail: 'of those who answered in the month',
    atDot: (month: string) => `In ${month}, the larger dot:`,
    withRange: (title: string, range: string) => `${title}; 95% range ${range}`,
    figure: (heading: string, from: string, to: string) =>
      `${heading}. A line of satisfaction by month, ${from} to ${to}.`,
    table: 'Satisfaction by month',
  },
  answerSpread: {
    kicker: 'How answers are spread',
    heading: (best: string, worst: string, month: string) =>
      `${best} gave the best mark and ${worst} the worst in ${month}`,
    bestHeading: (best: string, month: string) => `${best} gave the best mark in ${month}`,
    hiddenHeading: (month: string) => `How the answers of ${month} are spread is hidden to protect people`,
    mean: (mean: string) => `The mean is ${mean} out of 5.`,
    meanBetween: (mean: string, low: string, high: string) =>
      `The mean is ${mean} out of 5; the number of answers allows ${low} to ${high}.`,
    worst: '1, the worst',
    best: '5, the best',
    answers: (count: string) => `${count} answers`,
    note: 'Counts are rounded to 5, and points that few chose are hidden.',
    hidden: 'Where one hidden count could be worked out from the others, more are hidden with it.',
    original: (mean: string) => `On the survey's own scale the mean is ${mean}.`,
    table: (month: string) => `Answers by point in ${month}`,
    column: 'Point',
    count: 'Answers',
    share: 'Share',
    absentHeading: 'How answers are spread is not recorded',
    absent: 'Only sums of the survey have been published, or nothing at all.',
  },
  recommend: {
    kicker: 'Would they recommend us?',
    heading: (score: string, month: string) => `The recommend score was ${score} in ${month}`,
    hiddenHeading: (month: string) => `The recommend score of ${month} is hidden to protect people`,
    change: {
      rose: (month: string) => `It is up from ${month}.`,
      fell: (month: string) => `It is down from ${month}.`,
      no_clear_change: (month: string) => `No clear change from ${month}.`,
      too_early: (month: string) => `Too early to compare with ${month}.`,
    },
    unchanged: (month: string, earlier: string) => `No clear change from ${month} or from ${earlier}.`,
    nothingBefore: 'There is no earlier month to compare it with.',
    counts: (yes: string, perhaps: string, no: string) =>
      `About ${yes} answered 9 or 10; about ${perhaps} answered 7 or 8; about ${no} answered 6 or less.`,
    widest: 'The counts behind the score are hidden, so the band is the widest that it allows.',
    alike: 'Everybody answered alike: how far others might differ cannot be told from that.',
    table: 'The recommend score, with what it is compared to',
    column: 'Month',
    score: 'Score, −100 to 100',
    range: '95% range',
    answers: 'Answers',
    between: (low: string, high: string) => `${low} to ${high}`,
    title: (month: string, score: string, n: string) => `${month}: ${score}, ${n} answers`,
    absentHeading: 'Whether people would recommend us is not recorded',
    absent: 'Nobody was asked, or no answer has been published.',
  },
  satisfactionBy: {
    by: {
      channel: {
        kicker: 'By channel',
        heading: (best: string, high: string, worst: string, low: string) =>
          `More are satisfied by ${best.toLowerCase()} (${high}) than by ${worst.toLowerCase()} (${low})`,
        alike: (month: string) => `No clear difference between channels in ${month}`,
        column: 'Channel',
        absentHeading: 'Satisfaction by channel is not known',
      },
      category: {
        kicker: 'By reason',
        heading: (best: string, high: string, worst: string, low: string) =>
          `${best}: ${high} satisfied; ${worst.toLowerCase()}: ${low}`,
        alike: (month: string) => `No clear difference between reasons in ${month}`,
        column: 'Reason',
        absentHeading: 'Satisfaction by reason is not known',
      },
    },
    standfirst: 'The soft band is the range that the number of answers allows.',
    few: (count: string, least: string) => `Not drawn: ${count} with fewer than ${least} answers.`,
    table: {
      channel: (month: string) => `Satisfaction by channel in ${month}`,
      category: (month: string) => `Satisfaction by reason in ${month}`,
    },
    absent: 'At least two of them need 30 answers in a month.',
  },
};
