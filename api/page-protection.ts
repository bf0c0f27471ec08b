/**
 * What keeps the site's pages to themselves: who may frame them, which powers of a device they never ask for, whom they share
 * a browser's process with. Owns these headers for our server and for hosts of files alike; what a page may load is the site's.
 */
import { CORS_HEADERS, type Headers, SECURITY_HEADERS } from './representation.ts';

/** Made to be set into pages of others; everything else is framed by nobody, our own pages included. */
const EMBEDDED = /^\/?(?:[a-z]{2}\/)?embed\//;
/** Powers that no page uses, so that nothing that got into one could ask for them. */
const UNUSED_POWERS = [
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'idle-detection'],
  ...['magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock'],
  ...['serial', 'usb', 'xr-spatial-tracking'],
];

/** Of every page. */
export const PAGE_HEADERS: Headers = {
  'permissions-policy': UNUSED_POWERS.map((power) => `${power}=()`).join(', '),
  'cross-origin-opener-policy': 'same-origin',
};
/** Of files whose name has a hash of their content in it. */
export const LASTING = { path: '/_astro/', cacheControl: 'public, max-age=31536000, immutable' } as const;
const PAGE_SUFFIX = /\.html$/;

/** The Content-Security-Policy of the page at a path; `own`: what it says itself, which cannot be who frames it. */
export function pagePolicyAt(path: string, own: string | null): string {
  const framing = `frame-ancestors ${EMBEDDED.test(path) ? '*' : "'none'"}`;
  return own === null ? framing : `${own}; ${framing}`;
}

/** Browsers then ask for this host by TLS alone, for so many days after each visit; {} where nobody configured it. */
export function transportHeaders(httpsOnlyDays: number | null): Headers {
  return httpsOnlyDays === null ? {} : { 'strict-transport-security': `max-age=${httpsOnlyDays * 86_400}` };
}

export interface HostedSite {
  /** names in the site's root, as `actions`, `es`, `404.html` */
  names: readonly string[];
  /** those of them that are languages, with the names below each */
  languages: Readonly<Record<string, readonly string[]>>;
  policy: string;
  httpsOnlyDays: number | null;
}

/**
 * The same headers as a file `_headers`, which hosts of files read (Cloudflare Pages, Netlify and others). Where two of its
 * rules fit, such hosts join their values, and two policies both hold: so no header stands in two rules that fit one address.
 */
export function hostHeaders({ names, languages, policy, httpsOnlyDays }: HostedSite): string {
  const { 'content-security-policy': _, ...everywhere } = SECURITY_HEADERS;
  const rules: [string, Headers][] = [
    ['/*', { ...everywhere, ...CORS_HEADERS, ...PAGE_HEADERS, ...transportHeaders(httpsOnlyDays) }],
    [`${LASTING.path}*`, { 'cache-control': LASTING.cacheControl }],
  ];
  const addPages = (root: string, below: readonly string[]) => {
    const paths = below
      .filter((name) => !name.includes('.') || PAGE_SUFFIX.test(name))
      .map((name) => (PAGE_SUFFIX.test(name) ? `${root}${name}` : `${root}${name}/*`));
    for (const path of [root, ...paths.sort()])
      rules.push([path, { 'content-security-policy': pagePolicyAt(path, policy) }]);
  };
  const isPage = (name: string) => !(name in languages) && !LASTING.path.startsWith(`/${name}/`);
  addPages('/', names.filter(isPage));
  for (const [language, below] of Object.entries(languages)) addPages(`/${language}/`, below);
  const lines = rules.flatMap(([path, headers]) => [
    path,
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}
