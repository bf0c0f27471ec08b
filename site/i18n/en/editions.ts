/** What the page of editions says: what was published when, how far figures moved, and how to check it. */

export const editions = {
  editions: {
    title: 'Editions',
    description:
      'What was published when and why, how far figures moved afterwards, and how to check that nothing was changed in silence.',
    heading: (n: string, date: string, time: string, through: string) =>
      `Edition ${n}, published on ${date} at ${time}, holds figures through ${through}`,
    headingBare: (n: string, date: string, time: string) =>
      `Edition ${n}, published on ${date} at ${time}, holds no figures of a day yet`,
    none: 'No edition has been published yet',
    intro:
      'Figures are published in numbered editions. None is ever changed or removed: whatever changes comes in a new edition, and the old one stays.',
    toCheck: 'Check a page against the log',
    listHeading: (n: number, count: string, date: string) =>
      n === 1 ? `The only edition so far, of ${date}` : `${count} editions since ${date}`,
    list: 'The newest first. Each has a proof: a small file which shows by itself that the edition stands in the log.',
    server:
      'What an edition changed is answered by the server behind these pages. A copy of the pages on a host without it has the proofs, and below /log/ the list of files of each edition.',
    name: (n: string) => `Edition ${n}`,
    first: 'First edition',
    kinds: {
      scheduled: 'New day',
      revision: 'Later records',
      correction: 'Correction',
      definition: 'Counted otherwise',
    },
    why: {
      scheduled: 'A new day was due.',
      revision: 'Records that came later changed figures already published.',
      correction: 'Figures were wrong.',
      definition: 'Figures are counted by other rules, or by another version of the program.',
    },
    reason: (reason: string) => `The reason given: “${reason}”`,
    through: (date: string) => `Figures through ${date}.`,
    filesFirst: (n: number, count: string) => (n === 1 ? 'It has one file.' : `It has ${count} files.`),
    files: (n: number, count: string) =>
      n === 1
        ? 'One file differs from the edition before;'
        : `${count} files differ from the edition before;`,
    figures: (n: number, count: string) =>
      n === 0
        ? 'no figure published before has changed.'
        : n === 1
          ? 'one figure published before has changed.'
          : `${count} figures published before have changed.`,
    changed: 'What it changed:',
    proof: 'Proof',
    of: (n: string) => `of edition ${n}`,
    earlier: (n: number, count: string) =>
      n === 1 ? 'The edition before these' : `The ${count} editions before these`,
    rest: (n: number, count: string) =>
      n === 1
        ? 'One older edition is in the table to download.'
        : `${count} older editions are in the table to download.`,
    source: 'all editions',

    sizesHeading: (n: number, count: string) =>
      n === 0
        ? 'No figure of a day has moved since it was published'
        : n === 1
          ? 'One measure has moved after its day was published'
          : `${count} measures have moved after their days were published`,
    sizes:
      'Of each day, all contacts together: on how many days the figure was changed after it had been published, and by how much on average, up or down, from the first that was published to the last.',
    days: 'Days changed',
    mean: 'By, on average',
    noMean: 'one of the two is not known',

    check: {
      heading: 'Check this page in your browser',
      link: 'Check this page',
      intro:
        'Your browser fetches the page again, looks it up in the list of files that the log names, and checks the signature below it. Nothing is stored, and nothing is sent.',
      button: 'Check this page',
      unscripted: 'This check takes scripts, which are off here. The command below checks every page.',
    },

    provenHeading: 'What can be proven, and what cannot',
    proven:
      'Every edition and every build of these pages is an entry in a log that can only grow. It holds a fingerprint (SHA-256) of every file, and it is signed. Whoever checks it proves that no figure was changed, added or taken away in silence.',
    notProven:
      'No log proves that a figure was true when it was published, nor that there is nothing newer elsewhere. And whoever can replace this whole site can replace its log as well: only a key or a checkpoint that you have from elsewhere would show it.',
    commandHeading: 'Check everything on your own computer',
    command:
      'With a copy of the program Candour, this command reads the whole site, holds every file against the log, and keeps a checkpoint for you:',
    later: 'The next time give it what you kept, and it proves that the log has only grown since:',
    keep: 'A checkpoint is a few lines of text that stand for the whole log as it is now. Keep one where the publisher cannot reach it, or send it to somebody:',
    checkpoint: 'the checkpoint of today',
    keyHeading: (n: number): string => (n === 1 ? 'The public key of the log' : 'The public keys of the log'),
    key: 'This site tells its key itself. Compare it with what the publisher has printed or said elsewhere, and give the command that one.',
    keySigns: (date: string) => `Signs since ${date}.`,
    keyRetired: (from: string, to: string) => `Signed from ${from} until ${to}, and was then retired.`,
    keyLost: (from: string, to: string) => `Signed from ${from}; lost on ${to}, and signs no more.`,
    fromChanges: 'Every publication has a number, and what it changed stays to be read:',
    fromData:
      'These files are the newest edition. Earlier ones stay: put as_of and a day or an edition’s time behind any address, and it answers as it did then.',
  },
};
