/** Keeps queue snapshots, capacity, exposure, promises and codings: kinds of few rows and no further rule. */
import { CATEGORIES, CHANNELS, DEMANDS, type RecordOf } from '../../domain/contact.ts';
import { idBytes } from '../../secret.ts';
import {
  type Fate,
  type KeyedTable,
  type LoadContext,
  PlainStore,
  RowStore,
  type SqlValue,
} from './store.ts';

type OtherKind = 'queue' | 'capacity' | 'exposure' | 'promises' | 'codings';

interface Form<K extends OtherKind> extends KeyedTable {
  keyOf(record: RecordOf[K], context: LoadContext): SqlValue[];
  valuesOf(record: RecordOf[K], context: LoadContext): SqlValue[];
  /** the day whose facts the record bears on */
  dayOf?(record: RecordOf[K], context: LoadContext): number;
  /** the day on which it bore as it was before, by its values */
  dayBefore?(values: readonly SqlValue[], context: LoadContext): number;
}

const FORMS: { [K in OtherKind]: Form<K> } = {
  queue: {
    name: 'queue_snapshots',
    key: ['at', 'source', 'channel', 'queue'],
    columns: ['waiting', 'longest_wait_s', 'in_service', 'agents'],
    keyOf: (record, { dictionary, source }) => [
      record.at,
      dictionary.term('source', source),
      CHANNELS.indexOf(record.channel),
      dictionary.term('queue', record.queue) ?? 0,
    ],
    valuesOf: (record) => [record.waiting, record.longestWaitSeconds, record.inService, record.agents],
  },
  capacity: {
    name: 'capacity',
    key: ['day', 'start_at', 'period', 'source', 'channel', 'queue'],
    columns: ['agents'],
    keyOf: (record, { zone, dictionary, source }) => [
      zone.dayOf(record.intervalStart),
      record.intervalStart,
      record.interval,
      dictionary.term('source', source),
      CHANNELS.indexOf(record.channel),
      dictionary.term('queue', record.queue) ?? 0,
    ],
    valuesOf: (record) => [record.agents],
    dayOf: (record, { zone }) => zone.dayOf(record.intervalStart),
  },
  exposure: {
    name: 'exposure',
    key: ['day'],
    columns: ['customers', 'orders'],
    keyOf: (record) => [record.day],
    valuesOf: (record) => [record.customers, record.orders],
  },
  promises: {
    name: 'promises',
    key: ['hash'],
    columns: ['promise', 'made_at', 'due_at', 'done_at', 'cancelled_at'],
    keyOf: (record, { hasher, source }) => [
      idBytes(hasher.id(source, `promise\n${record.promise}\n${record.id}`)),
    ],
    valuesOf: (record) => [record.promise, record.madeAt, record.dueAt, record.doneAt, record.cancelledAt],
    dayOf: (record, { zone }) => zone.dayOf(record.dueAt),
    dayBefore: ([, , dueAt], { zone }) => zone.dayOf(Number(dueAt)),
  },
  codings: {
    name: 'codings',
    key: ['contact', 'is_demand'],
    columns: ['first', 'second'],
    // By the contact's own hash: whether it is one on record can then be told, also when it comes later.
    keyOf: (record, { hasher, source }) => [idBytes(hasher.id(source, record.contactId)), codesOf(record)[0]],
    valuesOf: (record) => codesOf(record).slice(1),
  },
};

type Code = RecordOf['codings']['first'];

/** As they are kept: is_demand, first, second. */
export function codesOf({ first, second }: RecordOf['codings']): [number, number, number] {
  return [Number(isDemand(first)), codeOf(first), codeOf(second)];
}

function isDemand(code: Code): boolean {
  return DEMANDS.some((demand) => demand === code);
}

/** Its place in its own vocabulary. */
function codeOf(code: Code): number {
  const vocabulary: readonly Code[] = isDemand(code) ? DEMANDS : CATEGORIES;
  return vocabulary.indexOf(code);
}

/** The store of one of the kinds with no further rule. */
export class OtherStore<K extends OtherKind> extends PlainStore<K> {
  private readonly form: Form<K>;
  private readonly rows: RowStore;

  constructor(kind: K, context: LoadContext) {
    super(context);
    this.form = FORMS[kind];
    this.rows = new RowStore(context, this.form);
  }

  protected putOne(record: RecordOf[K]): Fate {
    const { form, context } = this;
    const { fate, before } = this.rows.put(form.keyOf(record, context), form.valuesOf(record, context));
    if (form.dayOf !== undefined && fate !== 'conflict' && fate !== 'unchanged') {
      context.dirtyFacts.add(form.dayOf(record, context));
      if (before !== null && form.dayBefore !== undefined) {
        context.dirtyFacts.add(form.dayBefore(before, context));
      }
    }
    return fate;
  }
}
