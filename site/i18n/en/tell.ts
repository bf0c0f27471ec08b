/** What is said by the part that tells a reader of a short wait, and in the calendar file of the next good time. */

const minutes = (n: number) => (n === 1 ? '1 minute' : `${n} minutes`);
const about = (low: number, high: number) =>
  high <= 1
    ? 'about a minute or less'
    : low === 0
      ? `up to about ${high} minutes`
      : `about ${low} to ${high} minutes`;

export const tell = {
  tell: {
    title: 'Tell me when the wait is short',
    titleWatching: (most: number) => `Watching for a wait of ${minutes(most)} or less`,
    titleTold: (time: string, low: number, high: number) => `At ${time}: ${about(low, high)}`,
    fault: 'This could not be fetched. Load the page again to try once more.',
    most: 'Tell me when the wait is at most',
    minutes,
    start: 'Start watching',
    stop: 'Stop watching',
    /** of a wait that is known now */
    watching: (low: number, high: number, most: number) =>
      `Watching. Now: ${about(low, high)}. You are told once, at ${minutes(most)} or less.`,
    closed: 'Watching, but the line is closed now: nothing is told before it opens.',
    stopped:
      'Watching, but nothing new is heard of the queue: nothing can be told until it is heard of again.',
    unknown:
      'Watching, but nothing can be told just now: it takes a live estimate of the wait with a good record, and there is none.',
    /** before they start */
    cannot:
      'Just now nothing could be told: it takes a live estimate of the wait with a good record, and there is none.',
    told: (time: string, low: number, high: number) =>
      `At ${time}: ${about(low, high)}. You are told once; start again to be told again.`,
    ended: 'The day is over, and watching has stopped. Start again to be told today.',
    notice: (low: number, high: number) => `The wait is ${about(low, high)} now.`,
    ways: {
      granted: 'You are told by a notification, a sound, the title of this tab and a line here.',
      denied:
        'Notifications from this page are blocked in your browser, so that you are told by a sound, the title of this tab and a line here.',
      none: 'You are told by a sound, the title of this tab and a line here. This browser shows no notification unless you allow it.',
      click:
        'For the sound, click or press a key anywhere in this page once: browsers want that after loading.',
    },
    limits:
      'This works as long as this tab is open, also behind others, until midnight. Close it and nothing goes on; your choice is kept in this browser alone.',
    tab: (time: string, low: number, high: number) => `${time}: ${low}–${high} min`,
  },
  calendar: {
    link: 'Put the next good time into my calendar',
    call: (name: string, number: string) => `Call ${name}: ${number}`,
    contact: (name: string) => `Get in touch with ${name}`,
  },
};
