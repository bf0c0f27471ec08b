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
  causes = ['fees'];
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

let causes = ['fees'];
function load(nowSeconds: number, ...records: ActionRecord[]) {
  const configured = { queues: new Set<string>(), causes: new Set(causes) };
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

test('a cause or control that neither records nor configuration have is refused with the nearest and the way to add it', () => {
  const wrong = { ...ACTION, causes: ['billing', 'feees'], control: 'servise' };
  expect(load(1_100_000, wrong).rejects).toMatchObject([
    { line: 1, field: 'causes', value: 'feees', reason: expect.stringContaining('did you mean "fees"?') },
  ]);
  expect(load(1_100_000, { ...ACTION, control: 'nothing-alike' }).rejects).toMatchObject([
    {
      ...{ field: 'control', value: 'nothing-alike' },
      reason: expect.stringMatching(
        /expected a category, a channel or one of product, .*"causes" in the conf/,
      ),
    },
  ]);
  expect(readActions(db)).toEqual([]);
});

test('a cause is known from the configuration before any record has it, and from a record whatever is configured', () => {
  expect(load(1_100_000, { ...ACTION, control: 'problem' })).toMatchObject({ accepted: 1, rejected: 0 });
  expect(load(1_100_000, { ...ACTION, id: 'b', causes: ['lost parcel'] }).rejected).toBe(1);
  db.sql.exec("INSERT INTO terms (kind, text) VALUES ('cause', 'lost parcel')");
  expect(load(1_200_000, { ...ACTION, id: 'b', causes: ['lost parcel'] }).accepted).toBe(1);
});

test('what the kept form of an action names is not asked again, so that it can still be ended', () => {
  load(1_100_000, { ...ACTION, control: 'fees', causes: ['billing'] });
  causes = [];
  const ended = { ...ACTION, control: 'fees', causes: ['billing'], endedAt: 3_000_000 };
  expect(load(3_000_000, ended)).toMatchObject({ updated: 1, rejected: 0 });
  expect(load(3_000_000, { ...ended, id: 'another' }).rejected).toBe(1);
});

test('a control that the action is about is refused', () => {
  for (const fields of [{ control: 'billing' }, { channel: 'chat', control: 'chat' }] as const) {
    expect(load(1_100_000, { ...ACTION, ...fields }).rejects).toMatchObject([
      { field: 'control', reason: expect.stringContaining('the action is about it') },
    ]);
  }
});
