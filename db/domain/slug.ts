/**
 * An operator's id as a part of an address: of a page, of a file, of an anchor.
 * Owns the one way to write it; refuses nothing, and gives two ids two slugs.
 */

/** What may stand as it is: everything that no address, file system or style sheet reads in its own way. */
const PLAIN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 60;
const MARK = '_';

/**
 * The id itself where it is short and plain; else what is plain of it and, after an underscore, a mark of the whole.
 * Lower case only, since some file systems take `A` for `a`; never empty, never `.` or `..`.
 */
export function slugOf(id: string): string {
  if (id.length <= LONGEST && PLAIN.test(id)) return id;
  const plain = id
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/g, '');
  return `${plain}${MARK}${hashOf(id)}`;
}

/** 53 bits over all code units, as eleven digits. Source: bryc, cyrb53 (public domain). */
function hashOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const value = 2 ** 32 * (2097151 & low) + (high >>> 0);
  return value.toString(36).padStart(11, '0');
}
