/** Where the outlook of a channel or service line is published: the one rule for the files and for whoever reads them. */
import { slugOf } from './slug.ts';

/** "phone", or for a service line "queue/accounts": below best-times, forecast and track-record. */
export function outlookFolder({
  channel = '',
  queue,
}: {
  channel?: string | undefined;
  queue?: string | undefined;
}): string {
  return queue === undefined ? channel : `queue/${slugOf(queue)}`;
}
