/** What each figure means, for the explorer's script: fetched when another than the opening's is shown. */
import type { APIRoute } from 'astro';
import { hereOf, inEachLanguage } from '../../../here.ts';
import { aboutMetric, registryIn } from '../../../words/method.ts';

export function getStaticPaths() {
  return inEachLanguage([{}]);
}

export const GET: APIRoute = ({ url }) => {
  const { say, read, link } = hereOf(url);
  const { metrics, facts } = registryIn(say, read);
  const about = metrics.map((metric) => {
    const one = aboutMetric(say, metric, facts);
    return [one.id, { ...one, href: link(one.href) }];
  });
  return Response.json(Object.fromEntries(about));
};
