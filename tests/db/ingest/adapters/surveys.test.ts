import { describe, expect, test } from 'vitest';
import { csvOf, readAll } from '../reading.ts';

const ANSWER = {
  id: 's1',
  contact_id: 'c1',
  answered_at: '1999-02-01T08:00:00Z',
  score: '4',
  scale_min: '1',
  scale_max: '5',
  best: 'high',
  would_recommend: '9',
};
const SUMS = {
  period_start: '1999-02-01',
  period: 'P1M',
  channel: 'phone',
  n: '40',
  mean: '1.3',
  sd: '0.4',
  scale_min: '1',
  scale_max: '5',
  best: 'low',
  sent: '200',
};

async function outcomeOf(row: Record<string, string>) {
  const { records, rejects } = await readAll('surveys', csvOf(row));
  return { record: records[0], reject: rejects[0] };
}

describe('an answer', () => {
  test('keeps its score and its scale', async () => {
    expect((await outcomeOf(ANSWER)).record).toEqual({
      shape: 'answer',
      id: 's1',
      contactId: 'c1',
      answeredAt: Date.UTC(1999, 1, 1, 8) / 1000,
      score: 4,
      scaleMin: 1,
      scaleMax: 5,
      best: 'high',
      wouldRecommend: 9,
    });
  });

  test('may be a recommendation alone, whose scale is 0 to 10', async () => {
    const { record } = await outcomeOf({ ...ANSWER, score: '', scale_min: '', scale_max: '', best: '' });
    expect(record).toMatchObject({ score: null, wouldRecommend: 9, scaleMin: 0, scaleMax: 10, best: 'high' });
  });

  test.each([
    ['id', { id: '' }, /expected one for each answer/],
    ['answered_at', { answered_at: '' }, /the time of the answer, or period_start/],
    ['score', { score: '', would_recommend: '' }, /the answer is empty/],
    ['score', { score: '6' }, /outside its scale; expected 1 to 5/],
    ['score', { scale_max: '' }, /expected scale_min and scale_max/],
    ['scale_max', { scale_max: '1' }, /not above scale_min/],
    ['best', { best: 'highest' }, /expected high, low/],
    ['would_recommend', { would_recommend: '11' }, /whole number, 0 to 10/],
  ])('%s is rejected in %j', async (field, changes, reason) => {
    const { record, reject } = await outcomeOf({ ...ANSWER, ...changes });
    expect(record).toBeUndefined();
    expect(reject).toMatchObject({ field, reason: expect.stringMatching(reason) });
  });
});

describe('sums', () => {
  test('a date alone is the start of the period; without an id the row names itself', async () => {
    expect((await outcomeOf(SUMS)).record).toEqual({
      shape: 'aggregate',
      id: '1999-02-01/P1M/phone/',
      periodStart: Date.UTC(1999, 0, 31, 22) / 1000,
      period: 'P1M',
      channel: 'phone',
      category: null,
      n: 40,
      mean: 1.3,
      sd: 0.4,
      scaleMin: 1,
      scaleMax: 5,
      best: 'low',
      sent: 200,
    });
  });

  test('invitations may stand alone', async () => {
    const { record } = await outcomeOf({ ...SUMS, n: '0', mean: '', sd: '' });
    expect(record).toMatchObject({ n: 0, mean: null, sent: 200 });
  });

  test.each([
    ['period', { period: '' }, /expected PT15M/],
    ['n', { n: '' }, /the number of answers/],
    ['n', { n: '0' }, /a mean of no answers/],
    ['mean', { mean: '' }, /the mean of the 40 answers/],
    ['mean', { mean: '0.5' }, /outside its scale/],
    ['sd', { sd: '-1' }, /outside the range/],
    ['sd', { sd: '300' }, /cannot lie so far apart/],
    ['period_start', { period_start: '1999-02-02' }, /the start of a month/],
    ['period_start', { period_start: '1999-02-01T00:00:00' }, /no offset/],
  ])('%s is rejected in %j', async (field, changes, reason) => {
    const { record, reject } = await outcomeOf({ ...SUMS, ...changes });
    expect(record).toBeUndefined();
    expect(reject).toMatchObject({ field, reason: expect.stringMatching(reason) });
  });
});

test('a header is asked for the columns of its shape', async () => {
  expect((await readAll('surveys', 'score\n4\n')).rejects[0]?.reason).toMatch(/"id".*"answered_at"/);
  expect((await readAll('surveys', 'period_start,mean\n')).rejects[0]?.reason).toMatch(/"period".*"n"/);
});
