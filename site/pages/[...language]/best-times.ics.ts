/** The calendar file of the next good time as of the publication, for a host that serves files alone; none where none comes. */
import type { APIRoute } from 'astro';
import type { OrganisationAnswer } from '../../../api/contract/organisation.ts';
import { calendarFileOf } from '../../figures/calendar-file.ts';
import { comingSlotOf } from '../../figures/coming-slot.ts';
import { makeContext } from '../../figures/context.ts';
import { hereOf, inEachLanguage } from '../../here.ts';
import { readMoment } from '../../moment.ts';

export function getStaticPaths() {
  return fileAt(new URL('http://localhost/')) === null ? [] : inEachLanguage([{}]);
}

export const GET: APIRoute = ({ url }) => {
  const file = fileAt(url);
  return file === null ? new Response(null, { status: 404 }) : new Response(file.text);
};

function fileAt(url: URL) {
  const { say, read, link } = hereOf(url);
  const organisation = read<OrganisationAnswer>('organisation');
  if (organisation === null) return null;
  const { utcSeconds } = readMoment();
  const context = makeContext(read, say, organisation, utcSeconds);
  const slot = comingSlotOf(context, context.channel, utcSeconds);
  const { siteAddress } = organisation;
  return (
    slot &&
    calendarFileOf(slot, {
      language: say.language,
      organisation: organisation.name,
      pageAddress: siteAddress === null ? null : `${siteAddress}${link('/')}`,
      nowSeconds: utcSeconds,
    })
  );
}
