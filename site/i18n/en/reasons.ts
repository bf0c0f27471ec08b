/** What the page about reasons says beyond its counts: changes, shares, demand, resolution, and what it all rests on. */
import type { ShareChange } from '../../../api/contract/reasons.ts';

const change = {
  rose: (from: string, value: string) => `That is clearly more than in ${from} (${value}).`,
  fell: (from: string, value: string) => `That is clearly less than in ${from} (${value}).`,
  no_clear_change: (from: string, value: string) => `No clear change from ${from} (${value}).`,
  unchanged: (from: string, value: string, earlier: string, earlierValue: string) =>
    `No clear change from ${from} (${value}) or from ${earlier} (${earlierValue}).`,
};

export const reasons = {
  reasonChanges: {
    kicker: 'What changed',
    rose: (names: string, from: string) => `Clearly a larger share than in ${from}: ${names}`,
    fell: (names: string, from: string) => `Clearly a smaller share than in ${from}: ${names}`,
    both: (more: string, fewer: string, from: string) =>
      `Clearly a larger share than in ${from}: ${more}. Clearly smaller: ${fewer}`,
    none: (from: string) => `No reason changed clearly from ${from}`,
    standfirst: (period: string, from: string) =>
      `Change of each reason’s share of all contacts, ${period} against ${from}, in percentage points.`,
    verdict: {
      rose: 'rose',
      fell: 'fell',
      no_clear_change: 'no clear change',
      not_known: 'cannot be told',
    } satisfies Record<ShareChange, string>,
    band: 'The soft band is the 95% range: as far off as a month like this one could be by chance, with days as different from one another as they were.',
    bandOfAll:
      'The soft band is how far off each change could be by chance. It is so wide that, with six reasons looked at together, chance alone would make any of them seem to change in 1 month of 20.',
    leftOut: 'Where the band holds no change, we do not say that there was one.',
    figure: (heading: string, rows: string) => `${heading}. ${rows}.`,
    table: (period: string) => `Each reason’s share, ${period}`,
    count: 'Contacts',
    share: 'Share',
    range: '95% range',
    against: (period: string) => `Against ${period}, points`,
    rates: (period: string) => `Contacts for every 1,000 customers and orders, ${period}`,
    per: { customers: 'per 1,000 customers', orders: 'per 1,000 orders' },
    absentHeading: 'Whether reasons changed cannot be told yet',
    absent: 'There is no earlier month with reasons to compare with.',
  },

  reasonShares: {
    kicker: 'Shares over time',
    heading: (from: string, to: string) => `Each reason’s share of all contacts, ${from} to ${to}`,
    standfirst:
      'The soft bands are the 95% ranges of each month. Where a line moves by less than its band is high, that may be chance.',
    ofAll:
      'Where a reason is hidden, shares are still of all contacts: those shown add up to less than the whole.',
    scales: 'Each panel has a scale of its own, from zero to the value at its top.',
    table: (from: string, to: string) => `Each reason’s share by month, ${from} to ${to}, with its 95% range`,
    column: 'Month',
    figure: (heading: string) => `${heading}. A small line for each reason with its range.`,
    absentHeading: 'Shares over time cannot be told yet',
    absent: 'Two whole months with reasons are needed.',
  },

  demand: {
    kicker: 'Wanted and avoidable',
    heading: (share: string) => `${share} would not have been needed had something been done, or done right`,
    hiddenHeading: 'How many contacts were avoidable is hidden to protect people',
    change,
    chasing: (share: string) => `${share} only asked how something was coming along.`,
    chasingNote: 'Progress chasing is counted by cause, so it is part of the others and not added to them.',
    noChasing: 'Which contacts only ask how something is coming along is not told apart.',
    assessed: (share: string, n: string) =>
      `${share} of contacts were judged (${n}); the others are in none of these shares.`,
    judged: 'The company judges this itself. How well two people agree on it is said below.',
    rows: {
      value_demand_share: 'Wanted',
      failure_demand_share: 'Avoidable',
      unclear_demand_share: 'Cannot be told',
      progress_chasing_share: 'Progress chasing',
    },
    table: (period: string) => `Wanted and avoidable contacts, ${period}`,
    column: 'Kind of contact',
    base: 'Of so many',
    absentHeading: 'How many contacts were avoidable is not recorded',
    absent: 'Contacts are not judged as wanted or avoidable.',
  },

  resolved: {
    kicker: 'Settled at once',
    heading: (share: string) => `${share} were not followed by another contact within a week`,
    matters: 'matters',
    reportedHeading: (share: string) => `The company calls ${share} settled at first contact`,
    hiddenHeading: 'How many matters were settled at once is hidden to protect people',
    change,
    linked: (share: string) =>
      `Repeat contacts are known of ${share} of contacts: those of a customer who can be recognised.`,
    unlinked: 'Repeat contacts cannot be told, because customers are not recognised.',
    young:
      'Contacts so recent that somebody may still come back are left out; the figures settle after five weeks.',
    reported: '“Reported as settled” is what the company notes, “not back” what customers did.',
    rows: {
      resolved_first_share: 'Reported as settled',
      first_contact_resolution: 'Not back within 7 days',
      first_contact_resolution_28d: 'Not back within 28 days',
      repeat_rate: 'Repeat, within 7 days',
      repeat_rate_28d: 'Repeat, within 28 days',
    },
    table: (period: string) => `Settled at once and repeated, ${period}`,
    column: 'Measure',
    base: 'Of so many',
    absentHeading: 'Whether one contact was enough is not recorded',
    absent: 'The records do not say what was settled, and recognise no customer.',
  },

  coding: {
    title: 'How reasons are found, and how well',
    how: {
      agent: 'Whoever serves the contact chooses the reason.',
      sample: 'People read a sample and choose the reason.',
      automatic: 'A machine chooses the reason.',
    },
    unstated: 'The company has not said how reasons are chosen.',
    unchecked: 'No second coding has been published, so nobody can say how well reasons are chosen.',
    about: { category: 'the reason', demand: 'wanted or avoidable' },
    alike: (about: string, n: string, share: string, range: string) =>
      `On ${about}, two coders who did not see each other’s choice agreed on ${share} (95% range ${range}) of ${n} contacts.`,
    kappa: (value: string, low: string, high: string) =>
      `Cohen’s kappa is ${value} (95% range ${low} to ${high}).`,
    kappaMeans: 'Kappa is 0 where two agree as often as chance would have it, and 1 where they always do.',
    oneCode: (about: string) =>
      `Both used one answer only for ${about}, so agreement proves nothing and kappa is not defined.`,
    sampled: (contacts: string, period: string) => `The sample is from ${contacts} contacts, ${period}.`,
    tooFew: (about: string) =>
      `Too few contacts were coded twice to say how well two coders agree on ${about}.`,
    hidden: (about: string) =>
      `How often two coders agreed on ${about} is hidden: so few differed, or agreed, that it would tell of them.`,
    table: (about: string) => `What was most often taken for something else: ${about}`,
    first: 'First coder',
    second: 'Second coder',
    contacts: 'Contacts',
    demand: { value: 'Wanted', failure: 'Avoidable', unclear: 'Cannot be told' } as Readonly<
      Record<string, string>
    >,
  },

  coverage: {
    title: 'Of how many contacts this is known',
    table: (period: string) => `Of each channel’s contacts, the share of which it is known, ${period}`,
    column: 'What is known',
    columns: {
      classified_share: 'Reason',
      cause_share: 'Cause, of problems and complaints',
      assessed_share: 'Wanted or avoidable',
      linkage_coverage: 'Customer',
      outcome_share: 'Whether settled',
    },
  },

  ideas: {
    title: 'Ideas',
    received: (period: string, _count: number, count: string) =>
      `${period}: ${count} contacts brought an idea.`,
    unknown: (period: string, why: string) => `Contacts with an idea, ${period}: ${why}.`,
    actions: (all: number, takenUp: number) =>
      all === 0
        ? 'No action on record began as an idea of a customer.'
        : all === 1
          ? `One action on record began as an idea of a customer${takenUp === 1 ? ', and has been taken up.' : '; it has not been taken up yet.'}`
          : `${all} actions on record began as ideas of customers; ${takenUp === 0 ? 'none has' : takenUp === 1 ? 'one has' : `${takenUp} have`} been taken up.`,
    send: 'Send an idea',
  },

  outcomes: {
    resolved_first_share: (share: string) => `${share} reported as settled at first contact`,
    first_contact_resolution: (share: string) => `${share} not followed by another within a week`,
    csat_top2: (share: string) => `${share} of those who answered the survey satisfied`,
    sentence: (where: string, month: string, parts: string) =>
      `What came of it (${where === '' ? '' : `${where}, `}${month}): ${parts}.`,
  },
};
