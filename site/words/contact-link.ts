/**
 * A configured way of getting in touch as text and link. Owns which addresses may be followed: a telephone's digits, an
 * e-mail address, a page on the web; anything else is shown and leads nowhere.
 */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import { isolateWords } from './operator-words.ts';

const EMAIL = /^[^\s@<>"'`,;:?&=()[\]\\]+@[^\s@<>"'`,;:?&=()[\]\\]+$/;

export function linkOfContact({
  channel,
  value,
}: Pick<OrganisationAnswer['contact'][number], 'channel' | 'value'>): { href: string | null; text: string } {
  const isPage = /^https?:\/\//i.test(value);
  const text = isolateWords(isPage ? value.replace(/^https?:\/\//i, '') : value);
  return { href: hrefOf(channel, value, isPage), text };
}

function hrefOf(channel: string, value: string, isPage: boolean): string | null {
  // Written by the parser of addresses, every sign that could end an attribute or a line is encoded.
  if (isPage) return URL.parse(value)?.href ?? null;
  if (channel === 'email' && EMAIL.test(value)) return `mailto:${encodeURI(value)}`;
  const digits = value.replace(/[^+\d]/g, '');
  return channel === 'phone' && /^\+?\d{2,}$/.test(digits) ? `tel:${digits}` : null;
}
