import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventsOf } from '../../../scripts/replay/contact-events.ts';
import { inOrder } from '../../../scripts/replay/event-order.ts';
import { anyContacts } from '../../support/records.ts';

test('events of many contacts come in order of time, none missing, those of a contact in the order of its life', () => {
  fc.assert(
    fc.property(anyContacts({ from: 1000, to: 3000, most: 30 }), (contacts) => {
      const arrived = contacts.toSorted((a, b) => a.offeredAt - b.offeredAt);
      const expected = arrived.flatMap(eventsOf).toSorted((a, b) => a.at - b.at);
      expect([...inOrder(arrived)]).toEqual(expected);
    }),
  );
});

test('what lies ahead is made as it is wanted: the first event needs no second hour', () => {
  const [first] = fc.sample(anyContacts({ from: 1000, to: 1000, most: 1 }), { numRuns: 1, seed: 1 });
  const contact = { ...first![0]!, outcome: 'answered' as const };
  const endless = function* () {
    for (let offeredAt = 0; ; offeredAt += 3600) yield { ...contact, offeredAt };
  };
  expect(inOrder(endless()).next().value).toMatchObject({ at: 0 });
});
