/**
 * The built site and the published files, from one folder. Owns types, precompressed siblings, ETags and the page
 * for what is not there; refuses every path that leaves the folder or names a hidden file.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { CHECKPOINT_PATH } from '../db/domain/site-log.ts';
import { LASTING, PAGE_HEADERS, pagePolicyAt } from './page-protection.ts';
import {
  type AppContext,
  addressOf,
  CORS_HEADERS,
  type Encoding,
  type Headers,
  headerOf,
  isAmong,
  makeRepresentation,
  POINTS_POLICY,
  preferredEncodings,
  type Representation,
  SECURITY_HEADERS,
  send,
} from './representation.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml; charset=utf-8',
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8; header=present',
  '.gif': 'image/gif',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ndjson': 'application/x-ndjson',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tlog-proof': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};
const SIBLINGS: readonly (readonly [Encoding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
];
const LARGE_BYTES = 8 * 2 ** 20;
const MOST_KEPT_BYTES = 64 * 2 ** 20;
/** A file that was looked at within this time is taken to be still the same. */
const TRUSTED_MS = 1000;
/** Full tiles of the log never change. Its partial ones do: a demonstration that begins anew has others at the same place. */
const FULL_TILE = /^\/log\/tile\/(?:entries|\d+)\/(?:x\d{3}\/)*\d{3}$/;
/** The log's own file has no ending. */
const CHECKPOINT = `/${CHECKPOINT_PATH}`;

interface KeptFile {
  representation: Representation;
  signature: string;
  checkedAt: number;
}

export class StaticFiles {
  readonly #root: string;
  readonly #pagePolicy: string | null;
  readonly #kept = new Map<string, KeptFile>();
  #bytes = 0;

  /** `pagePolicy`: the Content-Security-Policy that the pages say themselves, sent with them as well. */
  constructor(root: string, pagePolicy: string | null = null) {
    this.#root = root;
    this.#pagePolicy = pagePolicy;
  }

  /** The file at the request's path (or at `address`), or a redirect to a folder's page; null when there is neither. */
  async find(c: AppContext, address = addressOf(c)): Promise<Response | null> {
    const [path = ''] = address.split('?');
    const segments = readSegments(path);
    if (segments === null) return null;
    const file = path.endsWith('/') ? [...segments, 'index.html'] : segments;
    const large = await this.#large(c, file);
    if (large !== null) return large;
    const representation = await this.#representation(c, file);
    if (representation !== null) return send(c, representation);
    if (path.endsWith('/') || !(await isFile(join(this.#root, ...segments, 'index.html')))) return null;
    const location = `/${segments.map(encodeURIComponent).join('/')}/${address.slice(path.length)}`;
    return new Response(null, { status: 308, headers: { ...SECURITY_HEADERS, location } });
  }

  /** The page for what is not there. */
  async missing(c: AppContext): Promise<Response> {
    const page = await this.#representation(c, ['404.html']);
    if (page !== null) return send(c, page, 404);
    return new Response('There is nothing at this address.\n', {
      status: 404,
      headers: {
        ...SECURITY_HEADERS,
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
      },
    });
  }

  /** In the encoding wanted most among those that lie beside the file. */
  async #representation(c: AppContext, segments: readonly string[]): Promise<Representation | null> {
    const path = join(this.#root, ...segments);
    const wanted = preferredEncodings(headerOf(c, 'accept-encoding'));
    const headers = this.#headersOf(`/${segments.join('/')}`);
    for (const encoding of wanted) {
      const suffix = SIBLINGS.find(([known]) => known === encoding)?.[1] ?? '';
      const found = await this.#read(`${path}${suffix}`, encoding, headers);
      if (found !== null) return found;
    }
    return null;
  }

  async #read(path: string, encoding: Encoding, headers: Headers): Promise<Representation | null> {
    const kept = this.#kept.get(path);
    const now = performance.now();
    if (kept !== undefined && now - kept.checkedAt < TRUSTED_MS) return kept.representation;
    const signature = await signatureOf(path);
    if (kept !== undefined && kept.signature === signature) {
      kept.checkedAt = now;
      return kept.representation;
    }
    if (kept !== undefined) this.#drop(path, kept);
    if (signature === null) return null;
    const representation = makeRepresentation(await readFile(path), encoding, headers);
    this.#keep(path, { representation, signature, checkedAt: now });
    return representation;
  }

  #keep(path: string, file: KeptFile): void {
    const twin = this.#kept.get(path);
    if (twin !== undefined) this.#drop(path, twin);
    this.#kept.set(path, file);
    this.#bytes += file.representation.body.byteLength;
    for (const [oldest, known] of this.#kept) {
      if (this.#bytes <= MOST_KEPT_BYTES) break;
      this.#drop(oldest, known);
    }
  }

  #drop(path: string, file: KeptFile): void {
    if (this.#kept.delete(path)) this.#bytes -= file.representation.body.byteLength;
  }

  #headersOf(path: string): Headers {
    const ending = path === CHECKPOINT ? '.txt' : extname(path).toLowerCase();
    const type = TYPES[ending] ?? 'application/octet-stream';
    return {
      ...CORS_HEADERS,
      'content-type': type,
      'cache-control':
        path.startsWith(LASTING.path) || FULL_TILE.test(path)
          ? LASTING.cacheControl
          : 'public, max-age=0, must-revalidate',
      ...(/^image\/(?!svg)/.test(type) ? { 'content-security-policy': POINTS_POLICY } : {}),
      ...(type.startsWith('text/html')
        ? { ...PAGE_HEADERS, 'content-security-policy': pagePolicyAt(path, this.#pagePolicy) }
        : {}),
    };
  }

  /** A large file goes from the disk to the socket piece by piece, under an ETag of its size and time. */
  async #large(c: AppContext, segments: readonly string[]): Promise<Response | null> {
    const path = join(this.#root, ...segments);
    if (this.#kept.has(path)) return null;
    const found = await stat(path).catch(() => null);
    if (found === null || !found.isFile() || found.size < LARGE_BYTES) return null;
    const mark = createHash('sha256')
      .update(`${found.size} ${found.mtimeMs}`)
      .digest('base64url')
      .slice(0, 22);
    const etag = `"${mark}"`;
    const headers = { ...SECURITY_HEADERS, ...this.#headersOf(`/${segments.join('/')}`), etag };
    const known = headerOf(c, 'if-none-match');
    if (known !== undefined && isAmong(etag, known)) return new Response(null, { status: 304, headers });
    const body = c.req.method === 'HEAD' ? null : Readable.toWeb(createReadStream(path));
    return new Response(body as BodyInit | null, {
      headers: { ...headers, 'content-length': String(found.size) },
    });
  }
}

/** The decoded names of a path; null for one that leaves the folder, names a hidden file or is not readable. */
function readSegments(path: string): string[] | null {
  const segments: string[] = [];
  for (const part of path.split('/')) {
    if (part === '') continue;
    let name: string;
    try {
      name = decodeURIComponent(part);
    } catch {
      return null;
    }
    const isHidden = name.startsWith('.') && name !== '.well-known';
    if (isHidden || /[/\\\0]/.test(name)) return null;
    segments.push(name);
  }
  return segments;
}

async function isFile(path: string): Promise<boolean> {
  return (await signatureOf(path)) !== null;
}

/** Changes when the file does; null when there is none. */
async function signatureOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? `${found.size} ${found.mtimeMs}` : null;
}
