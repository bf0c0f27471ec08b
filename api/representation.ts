/**
 * What is sent: bytes with every header ready, and the choice among encodings of the same content.
 * Owns conditional requests and the shortest way to the socket; refuses to know what the bytes mean.
 */
import { createHash } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';

/** Under a real server the context brings Node's own request and response; under `app.request()` it does not. */
export type AppEnv = { Bindings: Partial<HttpBindings> };
export type AppContext = Context<AppEnv>;

export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Headers = Readonly<Record<string, string>>;

export interface Representation {
  readonly body: Uint8Array;
  readonly etag: string;
  readonly headers: Headers;
  /** those of 304: what may have changed and what caches need */
  readonly unchangedHeaders: Headers;
  /** the headers as Node writes them fastest: name, value, name, value, … */
  readonly rawHeaders: readonly string[];
}

/** Of everything that is sent; pages and pictures say another policy. Figures may be read and set anywhere. */
export const SECURITY_HEADERS: Headers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
};
/** Of a picture made of points, which can run nothing: a browser shows it in a document of its own with styles in it. */
export const POINTS_POLICY = "frame-ancestors 'none'";
/** Public data may be read by any page. */
export const CORS_HEADERS: Headers = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Retry-After, RateLimit, RateLimit-Policy',
};
const REMEMBERED_PREFERENCES = 1000;

/** `headers`: those that do not depend on the bytes, content type and cache control among them. */
export function makeRepresentation(body: Uint8Array, encoding: Encoding, headers: Headers): Representation {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const { 'content-type': type, ...lasting } = headers;
  const unchangedHeaders = { ...SECURITY_HEADERS, ...lasting, vary: 'Accept-Encoding', etag };
  const all = {
    ...unchangedHeaders,
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    'content-length': String(body.byteLength),
  };
  return { body, etag, unchangedHeaders, headers: all, rawHeaders: Object.entries(all).flat() };
}

/** A request's header without building a Headers object, which costs more than the rest of a ready answer. */
export function headerOf(c: AppContext, name: string): string | undefined {
  const incoming = c.env?.incoming;
  if (incoming === undefined) return c.req.header(name);
  const value = incoming.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Path and query as they were sent. */
export function addressOf(c: AppContext): string {
  const { url } = c.req;
  return url.slice(url.indexOf('/', url.indexOf('://') + 3));
}

/** Answers with a representation, or 304 when the visitor has it. HEAD gets the headers of GET. */
export function send(c: AppContext, representation: Representation, status = 200): Response {
  const known = headerOf(c, 'if-none-match');
  const outgoing = c.env?.outgoing;
  // Hono makes a new response out of the answer to HEAD, so that one must not be sent already.
  if (outgoing !== undefined && c.req.method !== 'HEAD') {
    write(outgoing, representation, known, status);
    return RESPONSE_ALREADY_SENT;
  }
  if (status === 200 && hasIt(representation, known)) {
    return new Response(null, { status: 304, headers: representation.unchangedHeaders });
  }
  const body = c.req.method === 'HEAD' ? null : representation.body;
  return new Response(body as BodyInit | null, { status, headers: representation.headers });
}

/** The same to a real socket, by the shortest way. */
export function write(
  outgoing: HttpBindings['outgoing'],
  representation: Representation,
  ifNoneMatch: string | undefined,
  status = 200,
): void {
  if (status === 200 && hasIt(representation, ifNoneMatch)) {
    outgoing.writeHead(304, representation.unchangedHeaders);
    outgoing.end();
  } else {
    outgoing.writeHead(status, representation.rawHeaders as string[]);
    outgoing.end(representation.body);
  }
}

function hasIt({ etag }: Representation, ifNoneMatch: string | undefined): boolean {
  return ifNoneMatch !== undefined && isAmong(etag, ifNoneMatch);
}

/** The weak comparison of RFC 9110, 13.1.2, over a list or `*`. */
export function isAmong(etag: string, ifNoneMatch: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

const preferences = new Map<string, readonly Encoding[]>();

/** Encodings that the visitor takes, the most wanted first; the smaller one where wanted alike. RFC 9110, 12.5.3. */
export function preferredEncodings(acceptEncoding: string | undefined): readonly Encoding[] {
  const written = acceptEncoding ?? '';
  let preferred = preferences.get(written);
  if (preferred === undefined) {
    preferred = readPreferences(written);
    // Browsers send a handful of different lines; whoever invents thousands does not fill the memory.
    if (preferences.size < REMEMBERED_PREFERENCES) preferences.set(written, preferred);
  }
  return preferred;
}

function readPreferences(written: string): Encoding[] {
  const weights = new Map<string, number>();
  for (const part of written.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (name !== '') weights.set(name, Number.isFinite(weight) ? weight : 0);
  }
  const weightOf = (encoding: Encoding) =>
    weights.get(encoding) ?? weights.get('*') ?? (encoding === 'identity' ? 0.001 : 0);
  const accepted = ENCODINGS.filter((encoding) => weightOf(encoding) > 0).sort(
    (a, b) => weightOf(b) - weightOf(a),
  );
  // Who refuses everything gets plain bytes rather than nothing.
  return accepted.includes('identity') ? accepted : [...accepted, 'identity'];
}
