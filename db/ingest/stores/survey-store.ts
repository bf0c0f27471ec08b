/** Keeps survey answers and aggregates. Owns their days; a contact they speak of is known by its hash alone. */
import { CATEGORIES, CHANNELS, type SurveyRecord } from '../../domain/contact.ts';
import { idBytes } from '../../secret.ts';
import { type Fate, type LoadContext, PlainStore, positionOf, RowStore, type SqlValue } from './store.ts';

export class SurveyStore extends PlainStore<'surveys'> {
  private readonly rows: RowStore;

  constructor(context: LoadContext) {
    super(context);
    this.rows = new RowStore(context, {
      name: 'surveys',
      key: ['hash'],
      columns: [
        'day',
        'at',
        'period',
        'contact',
        'channel',
        'category',
        'n',
        'mean',
        'sd',
        'scale_min',
        'scale_max',
        'best_is_low',
        'recommend',
        'sent',
      ],
    });
  }

  protected putOne(record: SurveyRecord): Fate {
    const { zone, hasher, source, dirtyFacts } = this.context;
    const day = zone.dayOf(record.shape === 'answer' ? record.answeredAt : record.periodStart);
    const key = idBytes(hasher.id(source, `survey\n${record.shape}\n${record.id}`));
    const { fate, before } = this.rows.put([key], this.valuesOf(record, day));
    if (fate === 'accepted' || fate === 'updated') dirtyFacts.add(day);
    if (fate === 'updated') dirtyFacts.add(before![0] as number);
    return fate;
  }

  private valuesOf(record: SurveyRecord, day: number): SqlValue[] {
    const { hasher, source } = this.context;
    if (record.shape === 'answer') {
      const contact = record.contactId === null ? null : idBytes(hasher.id(source, record.contactId));
      const { answeredAt, score, scaleMin, scaleMax, best, wouldRecommend } = record;
      return [
        day,
        answeredAt,
        null,
        contact,
        null,
        null,
        1,
        score,
        null,
        scaleMin,
        scaleMax,
        Number(best === 'low'),
        wouldRecommend,
        null,
      ];
    }
    const { periodStart, period, n, mean, sd, scaleMin, scaleMax, best, sent } = record;
    const channel = positionOf(CHANNELS, record.channel);
    const category = positionOf(CATEGORIES, record.category);
    return [
      day,
      periodStart,
      period,
      null,
      channel,
      category,
      n,
      mean,
      sd,
      scaleMin,
      scaleMax,
      Number(best === 'low'),
      null,
      sent,
    ];
  }
}
