/** The months ahead of the release calendar as a file for calendars. */
import type { APIRoute } from 'astro';
import type { OrganisationAnswer } from '../../../api/contract/organisation.ts';
import type { ReleasesAnswer } from '../../../api/contract/releases.ts';
import { releaseFileOf } from '../../figures/release-file.ts';
import { hereOf, inEachLanguage } from '../../here.ts';
import { readMoment } from '../../moment.ts';
import { readPublished } from '../../published.ts';

export function getStaticPaths() {
  return readPublished('releases') === null ? [] : inEachLanguage([{}]);
}

export const GET: APIRoute = ({ url }) => {
  const { say, read, link } = hereOf(url);
  const answer = read<ReleasesAnswer>('releases');
  const organisation = read<OrganisationAnswer>('organisation');
  if (answer === null || organisation === null) return new Response(null, { status: 404 });
  const { siteAddress, name } = organisation;
  return new Response(
    releaseFileOf(say, answer, {
      organisation: name,
      pageAddress: siteAddress === null ? null : `${siteAddress}${link('/releases/')}`,
      nowSeconds: readMoment().utcSeconds,
    }),
  );
};
