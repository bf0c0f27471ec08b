import { afterEach, describe, expect, test } from 'vitest';
import { organisationAnswer } from '../../../api/contract/organisation.ts';
import { organisationFeed } from '../../../api/feeds/organisation.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOON = zone.startOfDay(dayOf('2026-11-22')) + 43_200;
const CONFIGURATION = {
  organisation: {
    ...{ name: 'Test', timeZone: 'Europe/London', siteAddress: 'https://figures.example.org' },
    languages: ['en', 'fr'],
  },
  translations: { fr: { 'Where is it?': 'Où est-il ?' } },
  channels: {
    phone: { hours: { mon: ['08:00-20:00'] } },
    chat: { hours: { mon: ['07:00-22:00'], holiday: ['10:00-16:00'] } },
    email: {},
  },
  questions: [{ question: 'Where is it?', answer: 'On its way.', cause: 'delivery' }],
};

/** yesterday, today, a day within the year, a day beyond it */
const HOLIDAYS = ['2026-11-21', '2026-11-22', '2026-12-25', '2027-11-23'];

const open: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of open.splice(0)) records.close();
});

function answer() {
  const records = new RecordsDatabase({ zone });
  open.push(records);
  return organisationFeed(contextOf(records, CONFIGURATION, NOON, HOLIDAYS));
}

describe('the organisation', () => {
  test('names the holidays from today through the coming year, and the hours that hold on them', () => {
    const { holidays, holidayHours } = answer();
    expect(holidays).toEqual([
      { date: '2026-11-22', name: 'a holiday' },
      { date: '2026-12-25', name: 'a holiday' },
    ]);
    expect(holidayHours).toEqual({ phone: [], chat: ['10:00-16:00'] });
  });

  test('publishes its questions and where its site is, in the shape of the contract', () => {
    expect(answer()).toMatchObject({
      siteAddress: 'https://figures.example.org',
      translations: CONFIGURATION.translations,
      questions: [{ question: 'Where is it?', href: null, category: null, cause: 'delivery', queue: null }],
    });
    expect(organisationAnswer.parse(answer())).toEqual(answer());
  });
});
