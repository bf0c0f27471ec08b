/**
 * What a site says to hosts and to whoever finds a fault, beside its pages: the headers for hosts that serve files alone, and
 * /.well-known/security.txt (RFC 9116). Owns these two files; refuses to invent an address to write to.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostHeaders } from '../api/page-protection.ts';
import type { Configuration } from '../db/configuration.ts';
import { formatUtc } from '../db/domain/instant.ts';
import { LOCALES } from '../site/i18n/locales.ts';
import { PAGE_POLICY } from '../site/page-policy.ts';

/** Each publication says it anew, so that only an abandoned site runs out. */
const VALID_SECONDS = 360 * 86_400;
const SECURITY_PATH = '.well-known/security.txt';

/** Writes both below a built site; `nowSeconds`: UTC. */
export function writeHostFiles(sitePath: string, configuration: Configuration, nowSeconds: number): void {
  // A folder of data or pictures alone is no page's.
  const namesBelow = (...path: string[]) =>
    readdirSync(join(sitePath, ...path), { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() || holdsPages(join(entry.parentPath, entry.name)))
      .map(({ name }) => name);
  const names = namesBelow();
  const languages = Object.fromEntries(
    names.filter((name) => name in LOCALES).map((language) => [language, namesBelow(language)]),
  );
  const httpsOnlyDays = configuration.security.httpsOnlyDays;
  writeFileSync(
    join(sitePath, '_headers'),
    hostHeaders({ names, languages, policy: PAGE_POLICY, httpsOnlyDays }),
  );
  const text = securityText(configuration, nowSeconds);
  if (text === null) return;
  mkdirSync(join(sitePath, '.well-known'), { recursive: true });
  writeFileSync(join(sitePath, SECURITY_PATH), text);
}

function holdsPages(path: string): boolean {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.html'));
}

/** Null where the operator says nobody to write to: a file without a contact is none. */
export function securityText(
  { organisation, security }: Pick<Configuration, 'organisation' | 'security'>,
  nowSeconds: number,
): string | null {
  if (security.contact.length === 0) return null;
  const { siteAddress, languages } = organisation;
  const expires = formatUtc(nowSeconds + VALID_SECONDS);
  const lines = [
    ...security.contact.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    ...(siteAddress === null ? [] : [`Canonical: ${siteAddress}/${SECURITY_PATH}`]),
    ...(security.policy === null ? [] : [`Policy: ${security.policy}`]),
  ];
  return `${lines.join('\n')}\n`;
}
