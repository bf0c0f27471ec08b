import { expect, test } from 'vitest';
import { isInShare, WHOLE_SITE } from '../../site/page-share.ts';

const paths = ['en', 'es', 'fr'].flatMap((language) =>
  Array.from({ length: 200 }, (_, day) => {
    const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
    return `${language}/${date}`;
  }),
);

test.each([2, 3, 4])(
  'every page is in exactly one of %i shares, and none has much more than the others',
  (of) => {
    const shares = Array.from({ length: of }, (_, at) =>
      paths.filter((path) => isInShare(path, `${at}/${of}`)),
    );
    expect(shares.flat().sort()).toEqual([...paths].sort());
    for (const share of shares) expect(share.length).toBeLessThan((paths.length / of) * 1.15);
  },
);

test('the whole site is one share, and what a build makes that is told nothing', () => {
  expect(paths.filter((path) => isInShare(path, WHOLE_SITE))).toEqual(paths);
  expect(paths.filter((path) => isInShare(path))).toEqual(paths);
});
