/** Public holidays by day, from the published events; none where no events were published. */
import { type CivilDay, parseDay } from '../../db/domain/zone.ts';
import type { Read } from '../published.ts';

/** As far as it is read here; other kinds of event may have times, and no title. */
interface PublishedEvent {
  kind: string;
  from: string;
  to?: string | null;
  title?: string | null;
}

export function holidayNames(read: Read): Map<CivilDay, string> {
  const events = read<{ events?: readonly PublishedEvent[] }>('events')?.events ?? [];
  const names = new Map<CivilDay, string>();
  for (const { kind, from, to, title } of events) {
    const first = parseDay(from);
    if (kind !== 'holiday' || first === null || !title) continue;
    const last = parseDay(to ?? from) ?? first;
    for (let day = first; day <= last; day++) names.set(day, title);
  }
  return names;
}
