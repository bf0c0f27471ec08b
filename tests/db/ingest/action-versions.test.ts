import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ActionRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { actionRow } from '../../../db/ingest/action-row.ts';
import { Load } from '../../../db/ingest/load.ts';
import { readRecordObjects } from '../../../db/ingest/read.ts';
import { openForWriting, type WriteHandle } from '../../../db/open.ts';
import { readActions, readActionVersions } from '../../../db/queries/actions.ts';
import { actionOf } from '../../support/actions.ts';

const zone = makeZone('Europe/London');
let folder = '';
let db: WriteHandle;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-versions-'));
  db = openForWriting(join(folder, 'records.db'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const ACTION = actionOf({
  id: 'a',
  startsAt: 2_000_000,
  registeredAt: 1_000_000,
  causes: ['billing', 'fees'],
  expectedEffect: 0.2,
  fromIdea: false,
  windowWeeks: 13,
});

function load(nowSeconds: number, ...records: ActionRecord[]) {
  const configured = { queues: new Set<string>(), causes: new Set<string>() };
  const one = new Load(db, 'actions', { source: 's', name: 'f', zone, nowSeconds, configured });
  for (const batch of readRecordObjects(records.map(actionRow), { kind: 'actions', zone })) one.add(batch);
  return one.finish();
}

test('every accepted form of an action is kept with the moment it reached us, and an unchanged one is no new form', () => {
  load(1_100_000, ACTION);
  load(1_200_000, ACTION);
  const changed = { ...ACTION, expectedEffect: 0.1 };
  load(2_100_000, changed);
  expect(readActions(db)).toEqual([changed]);
  expect(readActionVersions(db).get('a')).toEqual([
    { recordedAt: 1_100_000, record: ACTION },
    { recordedAt: 2_100_000, record: changed },
  ]);
});

test('of two forms in one file the first is kept, and the second is no form', () => {
  const receipt = load(1_100_000, ACTION, { ...ACTION, direction: 'up' });
  expect(receipt).toMatchObject({ accepted: 1, rejected: 1 });
  expect(readActionVersions(db).get('a')).toHaveLength(1);
});

test('a form that was kept can be neither changed nor removed', () => {
  load(1_100_000, ACTION);
  expect(() => db.sql.exec("UPDATE action_versions SET record = '{}'")).toThrow('never changed');
  expect(() => db.sql.exec('DELETE FROM action_versions')).toThrow('never removed');
});

test('a window that is no look is refused in plain words', () => {
  const { rejects } = load(1_100_000, { ...ACTION, windowWeeks: 12 });
  expect(rejects).toMatchObject([
    { field: 'window_weeks', value: '12', reason: expect.stringContaining('4, 13, 26') },
  ]);
});
