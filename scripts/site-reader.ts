/**
 * Reads a published site as anybody can: a folder, or the addresses below one on the web. Owns limits of size and time;
 * refuses to follow a redirect to another origin, and a file that has no end.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { join, relative, sep } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Bytes } from '../db/domain/bytes.ts';
import type { ReadSite } from '../db/domain/site-faults.ts';
import { isHiddenPath } from '../db/domain/site-log.ts';

/** No file of a site is longer: the largest are lists of many thousand files. */
const LARGEST_BYTES = 256 * 2 ** 20;
const ANSWER_WITHIN_MS = 30_000;
const WHOLE_WITHIN_MS = 300_000;
const REDIRECTS_MAX = 5;
const TRIES = 3;
const AT_ONCE = 8;

export function readFolder(root: string): ReadSite {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((found) => !found.isDirectory())
    .map((found) => relative(root, join(found.parentPath, found.name)).split(sep).join('/'))
    .filter((path) => !isHiddenPath(path))
    .sort();
  return { paths, width: 1, read: (path) => readWhole(join(root, path)) };
}

function readWhole(file: string): Bytes | null {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_BYTES) throw new Error(`${size} bytes, more than any file of a site has`);
    const bytes = readFileSync(file);
    return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    if (/^(ENOENT|ENOTDIR|EISDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

/** `address`: the site's first page, with http:// or https://. */
export function readWeb(
  address: URL,
  limits: { largestBytes?: number; answerWithinMs?: number } = {},
): ReadSite {
  const base = new URL(address.pathname.endsWith('/') ? address : `${address.origin}${address.pathname}/`);
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const settings = {
    ...{ largestBytes: LARGEST_BYTES, answerWithinMs: ANSWER_WITHIN_MS, ...limits },
    agents,
  };
  // A path such as `https:elsewhere` would be an address of its own.
  return { paths: null, width: AT_ONCE, read: (path) => readAddress(new URL(`./${path}`, base), settings) };
}

interface WebSettings {
  largestBytes: number;
  answerWithinMs: number;
  agents: { http: HttpAgent; https: HttpsAgent };
}

async function readAddress(address: URL, settings: WebSettings): Promise<Bytes | null> {
  let url = address;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
    const answer = await askAgain(url, settings);
    const status = answer.status;
    if (status === 404 || status === 410) return null;
    if (status === 200) return answer.body;
    if (![301, 302, 303, 307, 308].includes(status)) throw new Error(`the answer ${status}`);
    const next = new URL(answer.location, url);
    if (next.origin !== address.origin) throw new Error(`a redirect to another site, ${next.origin}`);
    url = next;
  }
  throw new Error(`more than ${REDIRECTS_MAX} redirects`);
}

interface Answer {
  status: number;
  location: string;
  body: Bytes;
}

/** A connection that broke, or a server that is busy for a moment, is no fault of the site. */
async function askAgain(url: URL, settings: WebSettings): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ask(url, settings);
      const isBusy = answer.status === 429 || answer.status >= 500;
      if (!isBusy || attempt === TRIES) return answer;
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (error instanceof LimitError) throw error;
      if (attempt === TRIES) throw new Error(`no answer (${code || message})`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250 * attempt ** 2));
  }
}

class LimitError extends Error {}

function ask(url: URL, { largestBytes, answerWithinMs, agents }: WebSettings): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const options = {
      // What is compressed on the way could be other bytes than what lies there.
      headers: { 'accept-encoding': 'identity', 'user-agent': 'candour-verify' },
      agent: isSecure ? agents.https : agents.http,
      timeout: answerWithinMs,
      signal: AbortSignal.timeout(WHOLE_WITHIN_MS),
    };
    const sent = (isSecure ? requestHttps : requestHttp)(url, options, (answer) => {
      const parts: Buffer[] = [];
      let length = 0;
      answer.on('data', (part: Buffer) => {
        length += part.byteLength;
        if (length > largestBytes) answer.destroy(new LimitError(`more than ${largestBytes} bytes`));
        else parts.push(part);
      });
      answer.on('error', reject);
      answer.on('end', () => {
        try {
          const body = decode(answer, Buffer.concat(parts), url, largestBytes);
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', body });
        } catch (error) {
          reject(new LimitError(`an answer that cannot be decoded: ${(error as Error).message}`));
        }
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`nothing for ${answerWithinMs / 1000} s`)));
    sent.on('error', reject);
    sent.end();
  });
}

/** Some servers compress whatever is asked for; a file that is compressed itself is left as it is. */
function decode(
  { headers }: IncomingMessage,
  body: Buffer,
  { pathname }: URL,
  maxOutputLength: number,
): Bytes {
  const encoding = headers['content-encoding'] ?? 'identity';
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync, deflate: inflateSync };
  const isOwn =
    (encoding === 'gzip' && pathname.endsWith('.gz')) || (encoding === 'br' && pathname.endsWith('.br'));
  const decoder = isOwn ? undefined : decoders[encoding as keyof typeof decoders];
  return new Uint8Array(decoder === undefined ? body : decoder(body, { maxOutputLength }));
}
