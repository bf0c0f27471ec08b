/** GET /api/v1/organisation: who publishes, and by which rules. */
import { z } from '@hono/zod-openapi';
import { organisationAnswer } from '../contract/organisation.ts';
import { organisationFeed } from '../feeds/organisation.ts';
import { organisationCsv } from '../tables.ts';
import { defineResource } from './resource.ts';

export const organisation = defineResource({
  name: 'organisation',
  summary: 'Who publishes, and by which rules',
  description:
    'Name, time zone, opening hours and holidays, ways to get in touch, what customers ask most, targets, and from when to when there are records. ' +
    '`isDemonstration` says that all figures are invented.',
  query: z.object({}),
  answer: organisationAnswer,
  example: {
    query: '',
    answer: {
      name: 'Example Bank',
      timeZone: 'Asia/Jerusalem',
      country: 'IL',
      siteAddress: null,
      languages: ['en'],
      isDemonstration: false,
      contact: [{ channel: 'phone', label: 'Main line', value: '+1 555 0100', tollFree: true }],
      hours: { phone: [['07:00-24:00'], [], [], [], ['07:00-14:00'], [], ['07:00-24:00']] },
      holidays: [{ date: '2000-04-20', name: 'Pesach' }],
      holidayHours: { phone: [] },
      questions: [
        {
          ...{ question: 'What are the fees?', answer: 'They are listed on our site.' },
          ...{ href: 'https://bank.example/fees', category: null, cause: 'fees', queue: null },
        },
      ],
      translations: { es: { 'Main line': 'Línea principal' } },
      channels: ['phone'],
      lines: [{ queue: 'PS', label: 'Regular customers' }],
      records: { from: '1999-01-01', to: '1999-12-31' },
      targets: [],
      shortAbandonSeconds: 5,
      disclosureThreshold: 10,
      licence: 'CC-BY-4.0',
      asOf: '2000-01-01T04:00:00Z',
    },
  },
  ask: (context) => ({ ok: true, answer: organisationFeed(context) }),
  csv: organisationCsv,
});
