/** Made-up editions: one a day, among them one of later records, one of a correction with its reason, one of other rules. */
import type { EditionsAnswer } from '../../api/contract/editions.ts';
import { formatDay, parseDay } from '../../db/domain/zone.ts';

type Edition = EditionsAnswer['editions'][number];

const LAST_DAY = parseDay('2026-11-21') ?? 0;
const ODD: Readonly<Record<number, Partial<Edition>>> = {
  2: { kind: 'revision', figures: 1 },
  3: { kind: 'correction', reason: 'a queue was counted twice', figures: 1204 },
  4: { kind: 'definition', files: 1 },
};

/** `count` of them, the newest on 22 November 2026 at 05:30; by default enough for a part that is folded. */
export function editionsFixture(count = 15): EditionsAnswer {
  const editions = Array.from({ length: count }, (_, back): Edition => {
    const id = count - back;
    const through = formatDay(LAST_DAY - back);
    const published = formatDay(LAST_DAY - back + 1);
    return {
      ...{ id, publishedAt: `${published}T05:30:00+00:00`, through, version: `${published}T05:00:00Z` },
      ...{ kind: 'scheduled', reason: null, files: 412, figures: id % 2 === 0 ? 3 : 0 },
      ...(id === 1 ? { files: 1410, figures: 0 } : ODD[count - id]),
    };
  });
  return {
    timeZone: 'Europe/London',
    asOf: '2026-11-22T05:00:00Z',
    editions,
    sizes: [
      { metric: 'service_level', unit: 'share', revised: 12, meanAbsolute: 0.00418 },
      { metric: 'offered', unit: 'count', revised: 1204, meanAbsolute: 2.25 },
      { metric: 'wait_p50', unit: 'seconds', revised: 3, meanAbsolute: 4 },
      { metric: 'csat_mean', unit: 'score', revised: 1, meanAbsolute: null },
    ],
  };
}
