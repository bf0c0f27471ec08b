/**
 * Keeps actions: the form each has now, and every form it ever had with the moment it reached us.
 * Owns what is written of a version; refuses to change or remove one.
 */
import type { ActionRecord } from '../../domain/contact.ts';
import { faultsOfNames } from '../action-names.ts';
import { type Fate, type LoadContext, PlainStore, RowStore, type SqlValue } from './store.ts';

const COLUMNS = {
  title: (record) => record.title,
  summary: (record) => record.summary,
  owner_role: (record) => record.ownerRole,
  causes: (record) => JSON.stringify(record.causes),
  category: (record) => record.category,
  channel: (record) => record.channel,
  registered_at: (record) => record.registeredAt,
  starts_at: (record) => record.startsAt,
  rollout_ends_at: (record) => record.rolloutEndsAt,
  ended_at: (record) => record.endedAt,
  status: (record) => record.status,
  metric: (record) => record.metric,
  direction: (record) => record.direction,
  expected_effect: (record) => record.expectedEffect,
  worthwhile_effect: (record) => record.worthwhileEffect,
  impact_model: (record) => record.impactModel,
  control: (record) => record.control,
  from_idea: (record) => (record.fromIdea === null ? null : Number(record.fromIdea)),
  window_weeks: (record) => record.windowWeeks,
} satisfies Record<string, (record: ActionRecord) => SqlValue>;

export class ActionStore extends PlainStore<'actions'> {
  private readonly rows: RowStore;
  private readonly keepVersion;

  constructor(context: LoadContext) {
    super(context);
    this.rows = new RowStore(context, { name: 'actions', key: ['id'], columns: Object.keys(COLUMNS) });
    // By the clock of the load, whatever the record says of when it was registered.
    this.keepVersion = context.db.sql.prepare<[{ id: string; load: number; record: string }]>(
      `INSERT INTO action_versions (id, version, recorded_at, load, record)
       SELECT :id, 1 + coalesce((SELECT max(version) FROM action_versions WHERE id = :id), 0), started_at, :load, :record
       FROM loads WHERE id = :load`,
    );
  }

  protected putOne(record: ActionRecord): Fate {
    const [fault] = faultsOfNames(this.context.db, this.context.configuredCauses, record);
    if (fault !== undefined) return fault;
    const values = Object.values(COLUMNS).map((column) => column(record));
    const { fate } = this.rows.put([record.id], values);
    if (fate === 'accepted' || fate === 'updated') {
      this.keepVersion.run({ id: record.id, load: this.context.load, record: JSON.stringify(record) });
    }
    return fate;
  }
}
