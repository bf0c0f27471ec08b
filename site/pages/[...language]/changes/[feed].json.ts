/** The log of changes of everything (`feed`) or of one metric, as JSON Feed. */
import type { APIRoute } from 'astro';
import { changeFeed, FEED_TYPES, feedNames } from '../../../figures/change-feed.ts';
import { hereOf, inEachLanguage } from '../../../here.ts';

export function getStaticPaths() {
  const { read, say } = hereOf(new URL('http://localhost/'));
  return inEachLanguage(feedNames(read, say).map((feed) => ({ params: { feed } })));
}

export const GET: APIRoute = ({ url, params }) => {
  const text = changeFeed(hereOf(url), params.feed ?? 'feed', 'json');
  return text === null
    ? new Response(null, { status: 404 })
    : new Response(text, { headers: { 'content-type': FEED_TYPES.json } });
};
