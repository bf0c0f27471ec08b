import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Configuration, smallestConfiguration } from '../../db/configuration.ts';
import { securityText, writeHostFiles } from '../../scripts/host-files.ts';
import { PAGE_POLICY } from '../../site/page-policy.ts';
import { SmallBank } from '../support/small-bank.ts';

const NOW = Date.UTC(2026, 10, 22, 7) / 1000;
const PAGES = [
  '',
  'actions/',
  'actions/plain-invoices/',
  'embed/best-times/',
  'embed/best-times/chat/',
  'data/',
];
const OTHERS = ['_astro/page.abc.js', 'data/v1/organisation.json', 'favicon.svg', 'share/index.png'];

function configured(security: Partial<Configuration['security']>, siteAddress: string | null = null) {
  const { organisation, ...rest } = smallestConfiguration();
  return {
    ...rest,
    organisation: { ...organisation, siteAddress, languages: ['en', 'fr'] },
    security: { contact: [], policy: null, httpsOnlyDays: null, ...security },
  };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  const pages = ['', 'es/', 'fr/'].flatMap((language) => PAGES.map((page) => `${language}${page}index.html`));
  for (const path of [...pages, '404.html', ...OTHERS]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** As hosts of files read `_headers`: every rule that fits gives its headers, and values of the same name are joined. */
function headersAt(path: string): Map<string, string> {
  const found = new Map<string, string>();
  let fits = false;
  for (const line of readFileSync(join(folder, '_headers'), 'utf8').trimEnd().split('\n')) {
    if (!line.startsWith(' ')) {
      fits = line.endsWith('*') ? path.startsWith(line.slice(0, -1)) : path === line;
    } else if (fits) {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
      found.set(name, [...(found.has(name) ? [found.get(name)] : []), value].join(', '));
    }
  }
  return found;
}

describe('the headers for hosts of files', () => {
  test('are those of our server, at every page and file', async () => {
    writeHostFiles(folder, configured({}), NOW);
    const bank = new SmallBank({ isEmpty: true });
    const app = bank.app({ staticRoot: folder, pagePolicy: PAGE_POLICY });
    const pages = ['', 'es/', 'fr/'].flatMap((language) => PAGES.map((page) => `/${language}${page}`));
    for (const path of [...pages, '/404.html']) {
      const { headers } = await app.request(path);
      for (const [name, value] of headersAt(path)) expect(value, `${path} ${name}`).toBe(headers.get(name));
      for (const name of ['content-security-policy', 'permissions-policy', 'x-content-type-options'])
        expect(headersAt(path).has(name), `${path} ${name}`).toBe(true);
    }
    for (const path of OTHERS.map((other) => `/${other}`)) {
      const { headers } = await app.request(path);
      const names = [
        ...['x-content-type-options', 'referrer-policy', 'cross-origin-resource-policy'],
        'access-control-allow-origin',
      ];
      for (const name of names) expect(headersAt(path).get(name), `${path} ${name}`).toBe(headers.get(name));
    }
    expect(headersAt('/share/index.png').has('content-security-policy')).toBe(false);
    expect(headersAt('/_astro/page.abc.js').get('cache-control')).toContain('immutable');
    bank.close();
  });

  test('let others frame what is made for it, and nothing else', () => {
    const framing = (path: string) => headersAt(path).get('content-security-policy')?.split('; ').at(-1);
    for (const path of ['/embed/best-times/', '/fr/embed/best-times/chat/'])
      expect(framing(path), path).toBe('frame-ancestors *');
    for (const path of ['/', '/fr/', '/actions/', '/es/actions/plain-invoices/'])
      expect(framing(path), path).toBe("frame-ancestors 'none'");
  });

  test('are fewer than the hundred rules that hosts read, none too long', () => {
    const lines = readFileSync(join(folder, '_headers'), 'utf8').split('\n');
    expect(lines.filter((line) => line.startsWith('/')).length).toBeLessThan(100);
    for (const line of lines) expect(line.length).toBeLessThan(2000);
  });

  test('ask for TLS alone where that is configured', () => {
    expect(headersAt('/').has('strict-transport-security')).toBe(false);
    writeHostFiles(folder, configured({ httpsOnlyDays: 30 }, 'https://figures.example.org'), NOW);
    expect(headersAt('/fr/').get('strict-transport-security')).toBe('max-age=2592000');
  });
});

describe('security.txt', () => {
  test('names whom to tell, until when that holds, in which languages and where it stands', () => {
    const contact = ['mailto:security@example.org', 'https://example.org/report'];
    const text = securityText(
      configured({ contact, policy: 'https://example.org/policy' }, 'https://figures.example.org'),
      NOW,
    );
    expect(text).toBe(
      [
        'Contact: mailto:security@example.org',
        'Contact: https://example.org/report',
        'Expires: 2027-11-17T07:00:00Z',
        'Preferred-Languages: en, fr',
        'Canonical: https://figures.example.org/.well-known/security.txt',
        'Policy: https://example.org/policy',
        '',
      ].join('\n'),
    );
  });

  test('names no place where nobody said where the site is', () => {
    expect(securityText(configured({ contact: ['tel:+1-555-0100'] }), NOW)).not.toContain('Canonical');
  });

  test('is served as plain text, and is not there where nobody is named', async () => {
    const bank = new SmallBank({ isEmpty: true });
    const app = bank.app({ staticRoot: folder });
    const path = '/.well-known/security.txt';
    expect(readdirSync(folder)).not.toContain('.well-known');
    expect((await app.request(path)).status).toBe(404);
    writeHostFiles(folder, configured({ contact: ['mailto:a@example.org'] }), NOW);
    const response = await app.request(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; charset=utf-8',
    ]);
    expect(await response.text()).toMatch(/^Contact: mailto:a@example\.org\nExpires: /);
    bank.close();
  });
});
