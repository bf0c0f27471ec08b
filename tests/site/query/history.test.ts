import { describe, expect, test } from 'vitest';
import { isHistory } from '../../../site/query/history.ts';
import { publishedFixture } from '../published-fixture.ts';

const OPENING = publishedFixture().get('history/opening');

describe('an answer of the history', () => {
  test('is taken as its contract has it', () => {
    expect(isHistory(OPENING)).toBe(true);
  });

  // biome-ignore lint/suspicious/noExplicitAny: it is spoilt on purpose.
  test.each<[string, (answer: any) => void]>([
    ['no panels', (answer) => delete answer.panels],
    ['no clock', (answer) => answer.clock.splice(0)],
    ['a panel without its unit', (answer) => delete answer.panels[0].unit],
    ['a panel without its filter', (answer) => delete answer.panels[0].filter],
    ['a whole that is missing', (answer) => delete answer.panels[0].whole],
    ['fewer statuses than values', (answer) => answer.panels[0].cells.status.pop()],
    ['words for values', (answer) => answer.panels[0].cells.value.fill('12')],
    ['a compared column that is too short', (answer) => answer.panels[0].compared.value.pop()],
    ['a compared stretch without its whole', (answer) => delete answer.panels[0].compared.whole],
    ['a mean without values', (answer) => Object.assign(answer.panels[0], { average: {} })],
    ['half a range', (answer) => Object.assign(answer.panels[0], { expected: { low: [] } })],
  ])('with %s is not drawn', (_, spoil) => {
    const answer = structuredClone(OPENING) as object;
    spoil(answer);
    expect(isHistory(answer)).toBe(false);
  });
});
