/**
 * A blind second coding: what two people, or a machine and a person, each made of one contact.
 * Owns the two vocabularies that may be compared; refuses a pair of which one speaks of reasons and the other of demand.
 */
import { CATEGORIES, type CodingRecord, DEMANDS } from '../../domain/contact.ts';
import { type Cells, defineAdapter, type Refuse, required } from '../adapter.ts';
import { oneOf, reference } from '../field.ts';
import type { Row } from '../row.ts';

const code = oneOf([...CATEGORIES, ...DEMANDS]);
const fields = { contact_id: required(reference), first: required(code), second: required(code) };

export const codings = defineAdapter('codings', { fields, compile });

function compile(cells: Cells<typeof fields>) {
  return (row: Row, refuse: Refuse): CodingRecord | null => {
    const contactId = cells.contact_id(row);
    const first = cells.first(row);
    const second = cells.second(row);
    const vocabulary = DEMANDS.some((demand) => demand === first) ? DEMANDS : CATEGORIES;
    return vocabulary.some((word) => word === second)
      ? { contactId, first, second }
      : refuse(
          'second',
          second,
          `it is not of the same list as first, ${first}; expected one of ${vocabulary.join(', ')}`,
        );
  };
}
