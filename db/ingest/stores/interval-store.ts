/** Keeps sums over civil intervals. An interval sent again replaces itself; refuses to guess what lies within it. */
import { CATEGORIES, CHANNELS, type IntervalRecord } from '../../domain/contact.ts';
import { type Fate, type LoadContext, PlainStore, positionOf, RowStore } from './store.ts';

export class IntervalStore extends PlainStore<'intervals'> {
  private readonly rows: RowStore;

  constructor(context: LoadContext) {
    super(context);
    this.rows = new RowStore(context, {
      name: 'intervals',
      key: ['day', 'start_at', 'period', 'source', 'channel', 'queue', 'category', 'cause'],
      columns: [
        'offered',
        'answered',
        'abandoned',
        'blocked',
        'within_s',
        'answered_within',
        'wait_total_s',
        'handle_total_s',
      ],
    });
  }

  protected putOne(record: IntervalRecord): Fate {
    const { zone, dictionary, source, dirtyFacts } = this.context;
    const day = zone.dayOf(record.intervalStart);
    const { fate } = this.rows.put(
      [
        day,
        record.intervalStart,
        record.interval,
        dictionary.term('source', source),
        CHANNELS.indexOf(record.channel),
        dictionary.term('queue', record.queue) ?? 0,
        positionOf(CATEGORIES, record.category) ?? -1,
        dictionary.term('cause', record.cause) ?? 0,
      ],
      [
        record.offered,
        record.answered,
        record.abandoned,
        record.blocked,
        record.withinSeconds,
        record.answeredWithin,
        record.waitTotalSeconds,
        record.handleTotalSeconds,
      ],
    );
    if (fate === 'accepted' || fate === 'updated') dirtyFacts.add(day);
    return fate;
  }
}
