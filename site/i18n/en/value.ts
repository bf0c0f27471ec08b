/** What the page on the value of an account for each contact says. */
export const value = {
  value: {
    kicker: 'Typical account value per average contact',
    kickerIndex: 'Typical account value per average contact, as an index',
    heading: (amount: string) => `A typical account brings ${amount} a year for each average contact`,
    headingIndex: (index: string, year: string) =>
      `Account value per contact stands at ${index}, where ${year} is 100`,
    headingNone: {
      few_accounts: 'Too few accounts to say what one is worth per contact',
      one_account: 'One account weighs so much that the value per contact is not said',
      no_contacts: 'No account got in touch, so there is no value per contact',
      no_base: 'The base year has no figures, so the index cannot be said',
      not_said: 'The value per contact is not said',
    },
    reasons: {
      few_accounts: 'Figures start with 100 accounts, so that nothing tells of a single one.',
      one_account: 'One account holds more than half of the sum, which would tell of it.',
      no_contacts: 'Nobody got in touch in the year.',
      no_base: 'An index needs figures for the year that is 100.',
      not_said: 'The company has not stated it.',
    },
    short: {
      few_accounts: 'too few',
      one_account: 'one account dominates',
      no_contacts: 'no contacts',
      no_base: 'no base year',
      not_said: 'not stated',
    },
    typical: (amount: string, contacts: string) =>
      `The middle one of all accounts brings ${amount} a year, and accounts get in touch ${contacts} times a year on average.`,
    fromMeans: (amount: string) => `All earnings by all contacts make ${amount}.`,
    cost: (amount: string) => `A contact costs ${amount}.`,
    ratio: (times: string) => `That is ${times} times what a contact costs.`,
    times: (ratio: string) => `${ratio} ×`,
    rowTypical: (month: string) => `Typical, ${month}`,
    rowMeans: (month: string) => `From means, ${month}`,
    rowCost: (month: string) => `Cost, ${month}`,
    meaning:
      'Half of all accounts bring more a year than the typical one, half bring less. The pair from means is drawn up by a few large accounts, and is the one to hold against total cost.',
    not: 'It is not what a contact is worth, and no contact makes that value: when things go wrong people get in touch more often, and the figure falls though no account has changed.',
    inclusion: (included: string, young: string, closed: string) =>
      `Counted: ${included} accounts, to the nearest 5. Left out: younger than 90 days, ${young}; closed for a year or longer, ${closed}.`,
    few: 'few',
    underYear: (share: string) =>
      `${share} of the accounts are younger than a year; what they earned counts as that of a whole one.`,
    band: (confidence: string) =>
      `The soft band holds the middle of all such accounts with a confidence of ${confidence}.`,
    dominated:
      'One account holds more than half of all earnings: the pair from means is hidden, for it would tell of that account.',
    noMoney: 'The company publishes how the value changes, and no amount of money.',
    rounded: 'Amounts are said to two significant figures; contribution after direct costs.',
    kept: 'Accounts are counted and not kept: sums and middle values are all that stays of them.',
    table: 'Account value and contacts, by the day on which they were known',
    tableIndex: (year: string) => `Account value and contacts; in the columns of values ${year} is 100`,
    columns: {
      knownBy: 'Known by',
      accountValue: 'Account a year',
      contacts: 'Contacts a year',
      perContact: 'Per contact',
      meanBased: 'From means',
      cost: 'Cost of a contact',
      ratio: 'Value to cost',
    },
    absentHeading: 'What an account is worth per contact is not known',
    absent: 'The company has published no figures about its accounts.',
  },
  avoidable: {
    kicker: 'Contacts caused by a failure',
    heading: (cost: string) => `Contacts that a failure caused cost about ${cost} in a year`,
    headingShare: (share: string) => `A failure caused ${share} of the contacts that were judged`,
    standfirst: (contacts: string, judged: string, from: string, to: string) =>
      `${contacts} of ${judged} contacts that were judged, ${from} to ${to}, would not have been needed had things gone right.`,
    note: 'This is what removing causes could save at most: some of the cost stays when contacts go.',
    partial: 'Part of a year has no records, or some of it is hidden: its count is too low.',
    formula:
      'Contacts judged to be caused by a failure × cost of a contact. Contacts that nobody judged are not in it.',
    formulaIndex: 'Contacts that nobody judged are not in it. No amount of money is published.',
    yearTo: (month: string) => `Year to ${month}`,
    contacts: (count: string) => `${count} contacts`,
    beside: (share: string) => `contacts, ${share}`,
    besideCost: (amount: string) => `contacts cost ${amount}`,
    table: 'Contacts caused by a failure, by year',
    column: 'Period',
    count: 'Caused by a failure',
    judged: 'Judged',
    share: 'Share',
    costColumn: 'Cost',
    absentHeading: 'How many contacts a failure caused is not known',
    absent: 'No contact was judged in the year of the accounts.',
  },
};
