/**
 * Which pages a build makes when several processes share a site's pages (CANDOUR_PAGE_SHARE, "1/3": the second of
 * three). Owns how pages are dealt out: each to exactly one share, whatever the order in which they are asked for.
 */
import process from 'node:process';

export const WHOLE_SITE = '0/1';

/** `path`: what tells a page from its neighbours; days that follow each other fall to different shares. */
export function isInShare(path: string, share = process.env.CANDOUR_PAGE_SHARE ?? WHOLE_SITE): boolean {
  const [at, of] = share.split('/').map(Number);
  let sum = 0;
  for (let index = 0; index < path.length; index += 1) sum += path.charCodeAt(index);
  return sum % of! === at;
}
