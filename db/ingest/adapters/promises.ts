/** Cases of a public promise: when it was made, by when it had to be kept, when it was. */

import type { PromiseRecord } from '../../domain/contact.ts';
import { formatUtc } from '../../domain/instant.ts';
import { type Cells, defineAdapter, optional, type Refuse, required } from '../adapter.ts';
import { instant, key, reference } from '../field.ts';
import type { Row } from '../row.ts';

const fields = {
  promise: required(key),
  id: required(reference),
  made_at: required(instant),
  due_at: required(instant),
  done_at: optional(instant),
  cancelled_at: optional(instant),
};

export const promises = defineAdapter('promises', { fields, compile });

function compile(cells: Cells<typeof fields>) {
  return (row: Row, refuse: Refuse): PromiseRecord | null => {
    const record: PromiseRecord = {
      promise: cells.promise(row),
      id: cells.id(row),
      madeAt: cells.made_at(row),
      dueAt: cells.due_at(row),
      doneAt: cells.done_at(row),
      cancelledAt: cells.cancelled_at(row),
    };
    const { madeAt } = record;
    const early = (field: string, at: number | null) =>
      at !== null && at < madeAt
        ? refuse(
            field,
            formatUtc(at),
            `it is before the promise was made; expected a time not before made_at, ${formatUtc(madeAt)}`,
          )
        : record;
    return (
      early('due_at', record.dueAt) &&
      early('done_at', record.doneAt) &&
      early('cancelled_at', record.cancelledAt)
    );
  };
}
