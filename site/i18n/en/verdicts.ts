/** What is said of whether an action worked. */
import { verdictNames } from './verdict-names.ts';

export const verdicts = {
  verdicts: {
    names: verdictNames,
    /** `n` actions of which this is said, after "of 7 actions" */
    counted: {
      worked: (n: number) => `${n} worked`,
      small_but_real: (n: number) => `${n} had a small but real effect`,
      no_measurable_effect: (n: number) => `${n} had no measurable effect`,
      inconclusive: (n: number) => (n === 1 ? '1 is inconclusive' : `${n} are inconclusive`),
      made_it_worse: (n: number) => `${n} made it worse`,
      too_early: (n: number) => (n === 1 ? '1 is too early to tell' : `${n} are too early to tell`),
      registered_late: (n: number) =>
        n === 1 ? '1 was registered late and is not judged' : `${n} were registered late and are not judged`,
    },
    heading: (total: number, parts: string) => `Of ${total} actions, ${parts}`,
    /** the only action there is */
    one: {
      worked: 'The one action that was registered worked',
      small_but_real: 'The one action that was registered had a small but real effect',
      no_measurable_effect: 'The one action that was registered had no measurable effect',
      inconclusive: 'Of the one action that was registered it cannot be told whether it worked',
      made_it_worse: 'The one action that was registered made it worse',
      too_early: 'Of the one action that was registered it is too early to tell',
      registered_late: 'The one action was registered late and is not judged',
    },
    intro:
      'Each action was to be registered, with what it should change, before it started. It is judged after 4, 13 and 26 whole weeks and never between, by the same rule; every verdict is shown alike, whatever it says.',
    none: (count: number) =>
      count === 0
        ? 'None of them was found to have no effect, or a bad one.'
        : count === 1
          ? 'One of them had no measurable effect or a bad one.'
          : `${count} of them had no measurable effect or a bad one.`,
    lead: {
      worked: (weeks: number, change: string) => `It worked: after ${weeks} weeks, ${change}.`,
      small_but_real: (weeks: number, change: string) =>
        `It had an effect, but a smaller one than would have been worth it: after ${weeks} weeks, ${change}.`,
      no_measurable_effect: (weeks: number, change: string) =>
        `It had no measurable effect: after ${weeks} weeks, ${change}.`,
      inconclusive: (weeks: number, change: string) =>
        `Whether it worked cannot be told: after ${weeks} weeks, ${change}.`,
      made_it_worse: (weeks: number, change: string) =>
        `It made things worse: after ${weeks} weeks, ${change}.`,
      too_early: (weeks: number, change: string) =>
        `It is too early to tell: after ${weeks} weeks, ${change}.`,
    },
    unjudged: {
      inconclusive: 'Whether it worked cannot be told.',
      too_early: 'It is too early to tell whether it worked.',
      registered_late:
        'It was registered after it had started, so it is shown and never judged: what was expected had not been set down beforehand.',
    },
    nextLook: (weeks: number, date: string) =>
      `It is judged next on ${date}, when ${weeks} whole weeks of it are final.`,
    /** a change in one direction: "20% fewer" */
    way: { fewer: (size: string) => `${size} fewer`, more: (size: string) => `${size} more` },
    /** the same of a count: "1,200 fewer" */
    countWay: { fewer: (n: string) => `${n} fewer`, more: (n: string) => `${n} more` },
    /** the same of a share: "4 percentage points lower" */
    level: { lower: (size: string) => `${size} lower`, higher: (size: string) => `${size} higher` },
    points: (n: string) => (n === '1' ? '1 percentage point' : `${n} percentage points`),
    /** `low`, `high`: both on the side of the estimate */
    change: {
      fewer: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} fewer ${whose}${about} than would have come without it, between ${low} and ${high}`,
      more: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} more ${whose}${about} than would have come without it, between ${low} and ${high}`,
    },
    /** `low`, `high`: one on either side of none */
    changeAcross: {
      fewer: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} fewer ${whose}${about} than would have come without it, but anything from ${low} to ${high} fits as well`,
      more: (size: string, whose: string, about: string, low: string, high: string) =>
        `${size} more ${whose}${about} than would have come without it, but anything from ${low} to ${high} fits as well`,
    },
    same: (whose: string, about: string, low: string, high: string) =>
      `as many ${whose}${about} as would have come without it, though anything from ${low} to ${high} fits as well`,
    figure: {
      lower: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} lower than without it, between ${low} and ${high}`,
      higher: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} higher than without it, between ${low} and ${high}`,
    },
    figureAcross: {
      lower: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} lower than without it, but anything from ${low} to ${high} fits as well`,
      higher: (figure: string, size: string, low: string, high: string) =>
        `${figure}: ${size} higher than without it, but anything from ${low} to ${high} fits as well`,
    },
    figureSame: (figure: string, low: string, high: string) =>
      `${figure}: as it would have been without it, though anything from ${low} to ${high} fits as well`,
    contacts: {
      fewer: (count: string, low: string, high: string) =>
        `That is about ${count} fewer, between ${low} and ${high}.`,
      more: (count: string, low: string, high: string) =>
        `That is about ${count} more, between ${low} and ${high}.`,
    },
    contactsAcross: {
      fewer: (count: string, low: string, high: string) =>
        `That is about ${count} fewer, and anything from ${low} to ${high} fits as well.`,
      more: (count: string, low: string, high: string) =>
        `That is about ${count} more, and anything from ${low} to ${high} fits as well.`,
    },
    reasons: {
      not_yet: 'Not enough weeks have passed.',
      ended: 'It ended before it could be judged.',
      few_weeks_before: 'Fewer than 8 usable weeks before it are known.',
      few_weeks_after: 'Fewer than 4 usable weeks after it are known.',
      hidden_weeks: 'Too many of its weeks are hidden to protect people, because few came.',
      underpowered: 'An effect of the expected size could not be told from chance yet.',
      other_action: 'Another action on the same began too near to tell the two apart.',
      control_unusable: 'The control that was registered says too little, and was not used.',
      season_unknown:
        'Neither a year before it nor anything that it is held against tells the seasons, so the interval is wider.',
      season_by_control:
        'Less than a year before it is known, so its seasons are taken to be those of what it is held against.',
      no_contacts: 'Nobody got in touch about it in the weeks before.',
      none_after: 'Nobody got in touch about it in the weeks after.',
      not_estimable: 'Its weeks cannot be told apart from the trend.',
      judged_together: 'Judged together with the other actions, the change could be chance.',
      registered_late: 'It was registered after its start.',
      no_weekly_figures: 'There are no weekly figures of what it should change.',
      not_a_count_or_share:
        'What it should change is neither a count nor a share, and such figures are not judged.',
      given_up: 'It was given up before it started, so there is nothing to judge.',
      not_on_record: 'No contact on record has a cause that it names, so nothing is known of it.',
    },
    overlap: (title: string, date: string) => `Another action on the same: “${title}”, from ${date}.`,
    looksHeading: 'What was said, and when',
    looks: {
      caption: 'The looks that were fixed beforehand',
      look: 'Look',
      after: (weeks: number) => `After ${weeks} weeks`,
      verdict: 'Verdict',
      effect: 'Change',
      contacts: 'In contacts',
      on: (date: string) => `on ${date}`,
      due: (date: string) => `due on ${date}`,
      none: 'not judged',
      ended: 'It ended before the weeks of this look had passed.',
      range: (low: string, high: string) => `${low} to ${high}`,
    },
    promised: 'What was promised',
    recorded: (said: string, recorded: string) =>
      `${said} by the company’s word; it reached these records on ${recorded}`,
    window: 'Last look',
    windowWeeks: (weeks: number) => `after ${weeks} weeks`,
    changesHeading: 'Changes since it was registered',
    changedBefore: (date: string, term: string, before: string, after: string) =>
      `${date}, before it started: ${term}, from ${before} to ${after}.`,
    changedAfter: (date: string, term: string, before: string, after: string) =>
      `${date}, after it had started, so this does not count: ${term}, from ${before} to ${after}.`,
    notSaid: 'nothing',
    changed: {
      metric: 'the figure',
      direction: 'the direction',
      expectedEffect: 'the expected size',
      worthwhileEffect: 'the least size worth it',
      impactModel: 'how it should show',
      windowWeeks: 'the last look',
      control: 'the control',
      causes: 'the causes',
      category: 'the kind of contact',
      channel: 'the channel',
      registeredAt: 'the day of registration',
      startsAt: 'the start',
      rolloutEndsAt: 'the end of the roll-out',
    },
    ways: { down: 'down', up: 'up' },
    without: 'without it',
    withoutNote:
      'The grey line is what would have come without the action, by the weeks before it, and the soft band around it is where 19 in 20 such lines would lie. The strong line is what came.',
    rollout: 'roll-out',
    leftOutNote: (parts: string) => `Hollow points are weeks that are not used: ${parts}.`,
    leftOutWhy: {
      outage: 'an outage or a gap in the records',
      rollout: 'the weeks of the roll-out',
      selection: 'the four weeks before it was registered, since a bad month gets better by itself',
      break: 'weeks in which other contacts were counted under the same name',
      other_action: 'weeks in which another action began',
    },
    series: 'The figure that is judged',
    controlKicker: 'What it was held against',
    controlLead: (name: string) => `The action should have left “${name}” as it is.`,
    controlNote:
      'What moved both alike, such as a season or a holiday, is not counted as the action’s doing.',
    howSummary: 'How weeks were used, and what each verdict means',
    how: 'How it was judged',
    howWords: [
      'What would have come without the action is worked out from the weeks before it: from their trend, from the season where a year before it is known, and from what it is held against, its control, where that was registered. Weeks are left out whose figures are not whole, and so are the four before the registration.',
      'It is judged after 4, 13 and 26 whole weeks of full effect and never between: whoever looks every week finds something by chance. The interval is wide enough that all three looks together err at most once in twenty, and actions judged at the same time are corrected together.',
      'It is made of published figures alone. Counts are rounded and small ones hidden before anything is worked out, so anybody can do it again with the file of weeks below.',
    ],
    used: (before: string, after: string) => `Used here: ${before} weeks before it and ${after} after.`,
    usedControl: 'The control was held against it.',
    usedExposure: {
      orders: 'Contacts were counted against the orders of each week.',
      customers: 'Contacts were counted against the customers of each week.',
      open_days: 'Contacts were counted against the open days of each week.',
    },
    usedLevel: (level: string, smallest: string) =>
      `The interval holds at ${level}; an effect of ${smallest} would have been found four times in five.`,
    meaning: {
      worked:
        'The whole interval lies on the intended side, and the change is at least what was called worthwhile.',
      small_but_real: 'The whole interval lies on the intended side, but the change is smaller than that.',
      no_measurable_effect:
        'The interval holds no change at all, and no change that would have been worthwhile.',
      inconclusive:
        'The interval holds no change at all, and worthwhile changes too; or nothing can be worked out.',
      made_it_worse: 'The whole interval lies on the other side.',
      too_early:
        'Fewer than 8 weeks before or 4 after are known, or the expected change could not be found yet.',
      registered_late: 'It was registered after its start. It is never judged.',
    },
    meaningHeading: 'What the verdicts mean',
    weeks: 'the weeks it was judged by',
  },
};
