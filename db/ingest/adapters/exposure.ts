/** Customers and orders of a civil day: what contacts are counted against. */

import type { ExposureRecord } from '../../domain/contact.ts';
import { type Cells, defineAdapter, optional, type Refuse, required } from '../adapter.ts';
import { count, day } from '../field.ts';
import type { Row } from '../row.ts';

const fields = { date: required(day), customers: optional(count), orders: optional(count) };

export const exposure = defineAdapter('exposure', { fields, compile });

function compile(cells: Cells<typeof fields>) {
  return (row: Row, refuse: Refuse): ExposureRecord | null => {
    const record: ExposureRecord = {
      day: cells.date(row),
      customers: cells.customers(row),
      orders: cells.orders(row),
    };
    return record.customers === null && record.orders === null
      ? refuse('customers', '', 'the day has no count; expected customers or orders')
      : record;
  };
}
