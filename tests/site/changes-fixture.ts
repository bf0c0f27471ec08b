/** A made-up log of changes: one entry of each kind, the newest a revision of 20 November 2026. */
import type { ChangesAnswer } from '../../api/contract/changes.ts';

const touched = (metric: string, more: object = {}) => ({
  ...{ metric, channel: null, by: null },
  before: `/api/v1/series?metric=${metric}&grain=day&as_of=2026-11-19T05%3A30%3A00Z`,
  after: `/api/v1/series?metric=${metric}&grain=day&as_of=2026-11-20T05%3A30%3A00Z`,
  ...more,
});

export function changesFixture(): ChangesAnswer {
  return {
    timeZone: 'Europe/London',
    asOf: '2026-11-22T05:00:00Z',
    noticeDays: 30,
    since: '2024-01-02',
    changes: [
      {
        ...{ kind: 'retirement', id: 'retired-csat_mean-2026-12-10', date: '2026-12-10', version: null },
        ...{ toldAt: '2026-11-12T05:30:00+00:00', words: 'The new survey has another scale' },
        ...{ decidedBy: 'Head of service', replacedBy: 'csat_top2', noticeDays: 28, besideDays: 200 },
        affects: [touched('csat_mean')],
      },
      {
        ...{
          kind: 'revision',
          id: 'edition-690',
          date: '2026-11-20',
          version: 690,
          edition: 690,
          figures: 12,
        },
        ...{ toldAt: '2026-11-20T05:30:00+00:00', words: null },
        affects: ['offered', 'answered', 'abandoned', 'wait_p50', 'wait_p90'].map((metric) =>
          touched(metric),
        ),
      },
      {
        ...{ kind: 'definition', id: 'definition-wait-p75-2026-11-01', date: '2026-11-01', version: 2 },
        ...{ toldAt: '2026-11-02T05:30:00+00:00', words: 'Waits begin with the queue.' },
        affects: [touched('wait_p75')],
      },
      {
        ...{ kind: 'mapping', id: 'cause-fees-merged-2026-11-01', date: '2026-11-01', version: 2 },
        ...{ toldAt: '2026-11-02T05:30:00+00:00', words: 'Fees are one cause', change: 'merged' },
        ...{ from: ['fees', 'charges'], to: ['fees'] },
        affects: [touched('complaints', { by: 'cause' }), touched('offered', { by: 'cause' })],
      },
      {
        ...{
          kind: 'correction',
          id: 'edition-640',
          date: '2026-10-01',
          version: 640,
          edition: 640,
          figures: 1,
        },
        ...{ toldAt: '2026-10-01T05:30:00+01:00', words: 'a line was counted twice' },
        affects: [touched('backlog')],
      },
      {
        ...{ kind: 'target', id: 'target-fast-2024-01-01', date: '2024-01-01', version: 2, of: 'target' },
        ...{ toldAt: '2024-01-02T05:30:00+00:00', words: '8 in 10 within a minute' },
        ...{ change: 'changed', wordsBefore: '8 in 10 within two minutes' },
        affects: [touched('service_level', { before: null })],
      },
    ],
  };
}
