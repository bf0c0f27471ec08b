/** What each figure means, for the explorer's script: fetched when another than the opening's is shown. */
import type { APIRoute } from 'astro';
import { hereOf, inEachLanguage } from '../../../here.ts';
import { aboutMetrics } from '../../../words/method.ts';

export function getStaticPaths() {
  return inEachLanguage([{}]);
}

export const GET: APIRoute = ({ url }) => {
  const { say, read, link } = hereOf(url);
  const about = aboutMetrics(say, read).map((one) => [one.id, { ...one, href: link(one.href) }]);
  return Response.json(Object.fromEntries(about));
};
