/** What the pages of methods and of downloads say. */

/** What is said of a metric. A source that is only the title of a work is the same in every language. */
export interface MetricWords {
  label: string;
  plain: string;
  definition: string;
  source: string;
}

export const methods = {
  methods: {
    title: 'How each figure is counted',
    description:
      'Every figure on this site: what it means, exactly how it is counted, and when it becomes final.',
    intro:
      'Each figure is defined once, and every page, chart and download uses that one definition. Nothing is filled in: where the records are silent, the figure is left out and the page says so. Where a figure is an estimate, as a typical wait or an expected range is, its page says so too.',
    topics: {
      demand: 'How many get in touch',
      waiting: 'How long people wait',
      service: 'Whether they were helped in time',
      resolution: 'Whether the matter was settled',
      cases: 'Open cases and promised times',
      complaints: 'Complaints',
      satisfaction: 'What people say afterwards',
      work: 'The work itself',
    },
    statusesHeading: 'Where there is a word in place of a figure',
    statuses: {
      provisional: () => 'All of the period has passed, and late records may still change the figure.',
      partial: () => 'Only part of the period has passed, or only part of it was recorded.',
      suppressed: (threshold: number | null) =>
        threshold === null
          ? 'So few people stand behind it, or behind a figure beside it that could be worked out from it, that it might tell something of one of them.'
          : `Fewer than ${threshold} people stand behind it or its rest, or behind a figure that could be worked out from it, or behind most of its table: it might tell something of one of them.`,
      closed: () => 'Nobody could get in touch then.',
      missing: () => 'The records say nothing of it. That is not zero.',
    },
    exactly: 'Exactly',
    counted: 'Counted',
    dividedBy: 'Divided by',
    estimate: 'An estimate',
    estimateMore:
      'How long those who gave up would have waited is not known. It is reckoned from those who stayed.',
    particulars: 'Particulars',
    unit: 'Given as',
    units: {
      count: 'a number',
      share: 'a share of the whole, from 0 to 1',
      seconds: 'seconds',
      days: 'days of 24 hours',
      per_1000: 'a number for each thousand',
      score: 'a mark',
      points: 'points, from −100 to 100',
    },
    better: 'Good for the customer',
    betterIs: {
      higher: 'more is better',
      lower: 'less is better',
      neither: 'neither more nor less is better by itself',
    },
    finest: 'Finest step',
    grains: {
      '15min': 'a quarter of an hour',
      hour: 'an hour',
      day: 'a day',
      week: 'a week',
      month: 'a month',
    },
    final: 'Final',
    finalAfter: (days: number) =>
      `${days} days after the end of its period; until then late records may change it`,
    source: 'Definition taken from',
    address: 'Where the figures are',
    inHistory: (figure: string) => `${figure} over the whole history, as a chart`,
    monthly: 'Month by month:',
    others: 'More figures of this kind',
  },

  data: {
    title: 'Every figure to download',
    description:
      'Every published figure as CSV and JSON, by day, week and month, and the addresses for all others.',
    intro:
      'These files hold the same figures as the pages, made of the same published cells. Take them, check them, draw your own charts.',
    figure: 'Figure',
    by: { day: 'By day', week: 'By week', month: 'By month' },
    of: (figure: string, by: string) => `of ${figure}, ${by.toLowerCase()}`,
    channels: 'One channel by itself',
    channelsMore: 'Put the channel before the name of the figure.',
    ask: 'Anything else, by address',
    askMore:
      'The same addresses answer in the open, without a key, as JSON and with .csv as a table: any stretch of time, quarter-hours and hours, by service line, category, cause, language.',
    openapi: 'All addresses and what they take (OpenAPI)',
    whole: 'What they rest on',
    definitions: 'Definitions of all figures',
    organisation: 'Targets, opening hours and rules',
  },

  /** a translation's words for each metric of the registry, whose own words are English */
  metrics: {} as Readonly<Record<string, MetricWords>>,
  /** and for what each fact counts */
  facts: {} as Readonly<Record<string, string>>,
};
