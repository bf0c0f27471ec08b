/**
 * Where a page stands: in which language it speaks, and where the same page is in the others.
 * Owns the rule of addresses: the organisation's first language has none of its own, every other its code in front.
 */
import type { OrganisationAnswer } from '../api/contract/organisation.ts';
import { once } from '../db/domain/once.ts';
import { LOCALES } from './i18n/locales.ts';
import { type Say, sayIn } from './i18n/say.ts';
import { isInShare } from './page-share.ts';
import { isUntranslated, type Read, readPublished, readPublishedIn } from './published.ts';

export interface Here {
  say: Say;
  /** what was published, the operator's words in this page's language wherever they were translated */
  read: Read;
  /** the `lang` of the operator's words as they were read: set where they are in another language than the page */
  langOf: (words: string) => string | undefined;
  /** the address of the page at hand without its language: "/methods/" */
  path: string;
  /** the address of a page, written without a language, in the language of this one */
  link: (path: string) => string;
  /** this page in every language of the site, this one included */
  versions: readonly { language: string; href: string }[];
}

/** The organisation's languages that the site speaks, the first at the root; English where it speaks none of them. */
export function siteLanguages(organisation: Pick<OrganisationAnswer, 'languages'> | null): string[] {
  const spoken = (organisation?.languages ?? []).filter((language) => language in LOCALES);
  return spoken.length === 0 ? ['en'] : spoken;
}

const NOT_FOUND = '/404/';

/** `pathname`: the address of a page, with its language. */
export function hereAt(
  pathname: string,
  languages: readonly string[],
  /** in which the operator writes */
  written: string | undefined = languages[0],
): Here {
  const [first = 'en', ...others] = languages;
  const language = others.find((one) => pathname === `/${one}` || pathname.startsWith(`/${one}/`)) ?? first;
  const prefix = (one: string) => (one === first ? '' : `/${one}`);
  const path = pathname.slice(prefix(language).length) || '/';
  // There is one page for addresses that do not exist, whatever their language.
  const spoken = path === NOT_FOUND ? [] : languages;
  return {
    say: sayIn(language),
    read: readPublishedIn(language),
    langOf: (words) => (isUntranslated(words, language) ? written : undefined),
    path,
    link: (to) => `${prefix(language)}${to}`,
    versions: spoken.map((one) => ({ language: one, href: `${prefix(one)}${path}` })),
  };
}

/** Every part of a page asks where it stands, hundreds of times a page. */
const known = new WeakMap<URL, Here>();

/** Of the page that is being built. */
export function hereOf(url: URL): Here {
  return once(known, url, () => {
    const organisation = readPublished<OrganisationAnswer>('organisation');
    return hereAt(url.pathname, siteLanguages(organisation), organisation?.languages[0]);
  });
}

/** The paths of a page in every language, as far as this build makes them; `pages` are those of one language. */
export function inEachLanguage<Page extends { params?: Record<string, string>; props?: object }>(
  pages: readonly Page[],
): (Page & { params: Record<string, string | undefined> })[] {
  const [first, ...others] = siteLanguages(readPublished<OrganisationAnswer>('organisation'));
  return [first, ...others].flatMap((language) =>
    pages
      .filter(({ params = {} }) => isInShare([language, ...Object.values(params)].join('/')))
      .map((page) => ({
        ...page,
        params: { ...page.params, language: language === first ? undefined : language },
      })),
  );
}
