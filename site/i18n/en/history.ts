/** What the explorer says. */
import { capitalise } from '../capitalise.ts';

export const history = {
  history: {
    title: 'History',
    description: (name: string) =>
      `Every figure of ${name} over time: chart it, compare it, measure it, take it with you.`,
    /** the statement above the chart */
    statement: (label: string, value: string, change: string) => `${label}: ${value}${change}`,
    /** of what is split: the figure, and what each of its members shown had of it */
    members: (figure: string, members: string) => `${figure}: ${members}`,
    memberValue: (member: string, value: string) => `${member}\u00a0${value}`,
    statementHidden: (label: string) => `${label} over time`,
    period: (from: string, to: string) => `${from} to ${to}`,
    change: {
      more: (by: string) => `, ${by} more than`,
      fewer: (by: string) => `, ${by} less than`,
      same: ', the same as',
      higher: (by: string) => `, ${by} higher than`,
      lower: (by: string) => `, ${by} lower than`,
    },
    points: (n: string) => `${n} percentage points`,
    beforeOf: { previous: 'in the period before', last_year: 'a year before' },
    beforeValue: (before: string, value: string) => ` ${before} (${value})`,
    nothing: 'There is no record in this stretch of time.',

    ranges: {
      '1d': '1 day',
      '5d': '5 days',
      '1m': '1 month',
      '6m': '6 months',
      ytd: 'This year',
      '1y': '1 year',
      '5y': '5 years',
      max: 'All',
    },
    shortRanges: {
      '1d': '1D',
      '5d': '5D',
      '1m': '1M',
      '6m': '6M',
      ytd: 'YTD',
      '1y': '1Y',
      '5y': '5Y',
      max: 'Max',
    },
    grains: {
      '15min': 'quarter of an hour',
      hour: 'hour',
      day: 'day',
      week: 'week',
      month: 'month',
    },
    perGrain: {
      '15min': 'by quarter-hour',
      hour: 'by hour',
      day: 'by day',
      week: 'by week',
      month: 'by month',
    },
    buckets: {
      '15min': (n: string) => (n === '1' ? '1 quarter-hour' : `${n} quarter-hours`),
      hour: (n: string) => (n === '1' ? '1 hour' : `${n} hours`),
      day: (n: string) => (n === '1' ? '1 day' : `${n} days`),
      week: (n: string) => (n === '1' ? '1 week' : `${n} weeks`),
      month: (n: string) => (n === '1' ? '1 month' : `${n} months`),
    },
    weekOf: (date: string) => `week of ${date}`,

    controls: {
      label: 'What the chart shows',
      range: 'Time',
      from: 'From',
      to: 'To',
      metric: 'Figure',
      grain: 'Step',
      auto: 'as suits the time',
      more: 'More choices',
      all: 'all',
      channel: 'Channel',
      queue: 'Service line',
      category: 'Reason',
      cause: 'Cause',
      by: 'Side by side',
      together: 'all together',
      byOf: { channel: 'by channel', queue: 'by service line', category: 'by reason', cause: 'by cause' },
      compare: 'Compare with',
      compares: { none: 'nothing', previous: 'the period before', last_year: 'the year before' },
      average: 'Mean over a full cycle',
      expected: 'Range to be expected',
      skipClosed: 'Leave out closed hours',
      show: 'Show as a picture',
      showTable: 'Show as a table (CSV)',
      withoutScripts:
        'Without scripts the chart below stays as it is; these buttons fetch any other view as a picture or a table.',
    },

    rules: {
      months_before: (count: number) => (count === 1 ? 'the month before' : `the ${count} months before`),
      year_of_months: () => 'the same months a year before',
      days_before: (count: number) => `${count} days before, so that each day meets the same weekday`,
      year_by_weekday: () =>
        '364 days before, so that each day meets the same weekday; a holiday meets the same holiday, and no other day meets one',
    },
    rule: (rule: string) => `Grey: ${rule}.`,
    averageNote: {
      '15min': 'The mean is taken over the week around each point.',
      hour: 'The mean is taken over the week around each point.',
      day: 'The mean is taken over the week around each point.',
      week: 'The mean is taken over the 13 weeks around each point.',
      month: 'The mean is taken over the 12 months around each point.',
    },
    mostShown: 'The four with the most contacts are shown.',
    ownScales: 'Each chart has a scale of its own.',
    noAverage: 'A percentile has no mean: none is drawn for it.',
    noWhole:
      'There is no one figure for all of this time: percentiles do not add up, and some figures are published by whole weeks or months only.',
    expectedNote: (weeks: number) =>
      `The soft band is the range to be expected from the same weekday and time in the ${weeks} weeks before: about 8 in 10 ordinary ones lie inside.`,
    noExpected: 'By week and month there are too few periods to say what was to be expected.',
    names: {
      compared: { previous: 'period before', last_year: 'year before' },
      average: 'mean',
      expected: '8 of 10',
    },
    summary: (highest: string, highestAt: string, lowest: string, lowestAt: string) =>
      `Highest ${highest} (${highestAt}), lowest ${lowest} (${lowestAt}).`,
    rangeShown: 'Range shown: so many points that each column of pixels shows its least and its most',
    brokenAxis: 'The axis does not show 0 to 100%',
    timeCut: 'Closed hours are left out',
    signs: {
      closed: 'Tinted: closed',
      missing: 'Tick: no record',
      suppressed: 'Hatched: hidden to protect people',
      provisional: 'Dashed: provisional',
      partial: 'Hatched end: incomplete',
    },

    events: {
      title: 'What happened in this time',
      none: 'Nothing is on record for this time.',
      several: (count: number, labels: string) => `${count} events: ${labels}`,
      of: (kind: string, title: string) => `${kind}: ${title}`,
      kinds: {
        holiday: 'Holiday',
        outage: 'Outage',
        target: 'Target',
        definition: 'Definition',
        action: 'Action',
        gap: 'No records',
      },
      column: 'What happened',
    },

    table: {
      title: 'The figures as a table',
      caption: (label: string, grain: string, period: string) => `${label}, ${grain}, ${period}`,
      time: 'Time',
      base: 'Out of',
      compared: { previous: 'Period before', last_year: 'Year before' },
      comparedDate: 'Held against',
      change: 'Change',
      average: 'Mean',
      expected: 'Expected',
      more: (n: string) => `Show ${n} earlier rows`,
    },

    downloads: {
      title: 'Take this view with you',
      csv: 'Table (CSV)',
      json: 'Data (JSON)',
      svg: 'Picture (SVG)',
      png: 'Picture (PNG)',
      of: (rows: string, period: string) => `${rows}, ${period}`,
      link: 'Copy the address of this view',
      copied: 'The address is copied.',
    },
    asOf: (date: string) => `Data as of ${date}`,

    readout: {
      at: (time: string, value: string) => `${capitalise(time)}: ${value}`,
      with: (value: string, status: string) => `${value} (${status})`,
      compared: (name: string, value: string, date: string) => `${name} ${value} (${date})`,
      expected: (low: string, high: string) => `expected ${low} to ${high}`,
      average: (value: string) => `mean ${value}`,
    },
    measure: {
      open: 'Measure',
      choose: 'Tap or click one end of what you want to measure.',
      start: (time: string) => `Measuring from ${time}: move to the other end.`,
      result: (from: string, to: string, change: string, share: string, perDay: string) =>
        `${capitalise(from)} to ${to}: ${change}${share}${perDay}`,
      share: (share: string) => ` (${share})`,
      perDay: (rate: string) => `, ${rate} a day`,
      unknown: (from: string, to: string) => `${capitalise(from)} to ${to}: one of the two has no figure.`,
    },
    keys: {
      title: 'Keys in the chart',
      close: 'Close',
      open: 'Keys (?)',
      rows: {
        step: { keys: '← →', what: 'to the figure before or after' },
        far: { keys: 'Page Up, Page Down', what: 'ten figures at a time' },
        ends: { keys: 'Home, End', what: 'to the first or last figure' },
        zoom: { keys: '+ −', what: 'closer, further away' },
        pan: { keys: 'Shift + ← →', what: 'earlier or later stretch of time' },
        measure: { keys: 'M', what: 'measure from here; again to stop. By mouse: drag with Shift held' },
        whole: { keys: '0', what: 'the whole history' },
        help: { keys: '?', what: 'these keys' },
      },
    },
    minimap: (from: string, to: string) => `The whole history in small; the chart shows ${from} to ${to}`,
    brush: { start: 'First day shown', end: 'Last day shown', whole: 'Move the stretch shown' },

    faults: {
      left: (what: string) => `Left out: ${what}. The rest is shown.`,
      withoutStep: (why: string) => `There is no such step (${why}). The step that suits the time is shown.`,
      refused: (why: string) => `This view does not exist (${why}). The opening view is shown in its place.`,
    },
    unreachable: (since: string) =>
      `Live figures have been out of reach since ${since}. What is shown is what was published last.`,
    months: {
      title: 'Month by month',
      standfirst: 'Contacts in each calendar month, and against the same month a year before.',
      column: 'Month',
    },
  },
};
