/** What a chart says of itself where it stands alone. Owns who is named as its source and how its date is written. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { Caption } from '../charts/standalone.ts';
import type { Say } from '../i18n/say.ts';
import { formatInstant } from '../words/instant.ts';

/** `asOf`: of the very answer that the chart shows, RFC 3339. A demonstration says in every picture that it is one. */
export function captionOf(
  say: Say,
  organisation: Pick<OrganisationAnswer, 'name' | 'timeZone' | 'isDemonstration'>,
  { title, period, asOf }: { title: string; period: string; asOf: string },
): Caption {
  const { name, timeZone, isDemonstration } = organisation;
  const { source, inventedSource } = say.pictures;
  return {
    title,
    period,
    source: isDemonstration ? inventedSource(name) : source(name),
    asOf: say.footer.asOf(formatInstant(say, asOf, timeZone)),
  };
}
