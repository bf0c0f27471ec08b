import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderAddress } from '../../api/render.ts';
import { PUBLIC_RESOURCES } from '../../api/routes/public.ts';
import { exampleAddress } from '../../api/routes/resource.ts';
import { atOneMoment } from '../../db/moment.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;
beforeAll(() => {
  bank = new SmallBank();
});
afterAll(() => bank.close());

const addresses = [
  ...PUBLIC_RESOURCES.flatMap((resource) => [
    `/api/v1/${exampleAddress(resource)}`,
    `/api/v1/${exampleAddress(resource, '.csv')}`,
  ]),
  '/api/v1/actions/nothing',
  '/api/v1/actions/%',
  '/api/v1/actions/',
  '/api/v1/reports/1999-03-01',
  '/api/v1/reports/yesterday.csv',
  '/api/v1/reports/1999-02-22/hours',
  '/api/v1/reports/%31999-02-22',
  '/api/v1/openapi.json',
  '/api/v1/series?metric=nothing',
  '/api/v1/nothing',
];

test.each(addresses)('%s is rendered to the bytes that the route answers with', async (address) => {
  const response = await bank.app().request(address);
  const rendered = renderAddress(bank.context(), address);
  expect(rendered).toMatchObject({
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
  });
});

test('equal addresses have equal bytes within a quarter-hour', () => {
  const address = '/api/v1/series?metric=offered&grain=15min&to=1999-03-15';
  const context = bank.context();
  const later = { ...context, nowSeconds: context.nowSeconds + 899 };
  expect(renderAddress(later, address)).toEqual(renderAddress(context, address));
});

test('within one moment both forms of an answer, and other questions between them, are what each is by itself', () => {
  const context = bank.context();
  const inPairs = addresses.flatMap((address) => [address, address]);
  const alone = inPairs.map((address) => renderAddress(context, address));
  const other = { ...context, nowSeconds: context.nowSeconds + 86_400 };
  const otherAlone = inPairs.map((address) => renderAddress(other, address));
  atOneMoment(context.db, () => {
    for (const [i, address] of inPairs.entries()) {
      expect(renderAddress(context, address)).toEqual(alone[i]);
      expect(renderAddress(other, address)).toEqual(otherAlone[i]);
    }
  });
});
