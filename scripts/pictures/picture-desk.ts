/**
 * Answers with a picture by address, as SVG or PNG: bytes kept, ETag, name of the file. Owns what is kept and for how long
 * others may; refuses to know what a picture shows.
 */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { makeProblem, problemResponse } from '../../api/problem.ts';
import {
  CORS_HEADERS,
  isAmong,
  POINTS_POLICY,
  preferredEncodings,
  SECURITY_HEADERS,
} from '../../api/representation.ts';
import { Raster, type Rastered } from './raster.ts';

export interface PictureWanted {
  /** a stand-alone SVG, as `standalonePicture` makes it */
  svg: string;
  form: 'svg' | 'png';
  /** of the file when it is saved, without ending: metric and period, such as "offered-2026-01-01-2026-03-31" */
  name: string;
  /** device pixels a pixel of the picture, for PNG; 2 unless told */
  scale?: number;
  /** seconds that caches may keep it without asking again; 15 unless told, as the API's own answers */
  maxAgeSeconds?: number;
}

const MOST_KEPT_BYTES = 48 * 2 ** 20;
const WORTH_COMPRESSING_BYTES = 1024;
const RETRY_AFTER_SECONDS = 2;
/** A picture that is opened as a page of its own runs nothing and loads nothing. */
const SVG_POLICY = "default-src 'none'; sandbox";

export class PictureDesk {
  readonly #raster: Raster;
  readonly #mostKeptBytes: number;
  readonly #kept = new Map<string, Uint8Array>();
  readonly #underway = new Map<string, Promise<Rastered>>();
  #bytes = 0;

  constructor({
    raster = new Raster(),
    mostKeptBytes = MOST_KEPT_BYTES,
  }: { raster?: Raster; mostKeptBytes?: number } = {}) {
    this.#raster = raster;
    this.#mostKeptBytes = mostKeptBytes;
  }

  /** How much memory the pictures take that are kept. */
  get keptBytes(): number {
    return this.#bytes;
  }

  /**
   * The answer to a request for a picture: 200, 304 where the visitor has it, 503 with Retry-After where too many are
   * being drawn. Pictures are kept by their content: the same SVG is drawn once, whatever its address and the version
   * of its data, and a picture whose data changed has another ETag. `headers`: those of the request.
   */
  async answer(
    { svg, form, name, scale = 2, maxAgeSeconds = 15 }: PictureWanted,
    headers: Headers,
  ): Promise<Response> {
    const mark = createHash('sha256')
      .update(`${form} ${scale} `)
      .update(svg)
      .digest('base64url')
      .slice(0, 22);
    const encoding =
      form === 'svg' && svg.length > WORTH_COMPRESSING_BYTES
        ? preferredEncodings(headers.get('accept-encoding') ?? undefined)[0]
        : 'identity';
    const isCoded = encoding === 'br' || encoding === 'gzip';
    const etag = `"${mark}${isCoded ? `-${encoding}` : ''}"`;
    const common = {
      ...SECURITY_HEADERS,
      ...CORS_HEADERS,
      etag,
      'cache-control': `public, max-age=${maxAgeSeconds}, stale-while-revalidate=60`,
      'content-security-policy': form === 'svg' ? SVG_POLICY : POINTS_POLICY,
      ...(form === 'svg' ? { vary: 'Accept-Encoding' } : {}),
    };
    const known = headers.get('if-none-match');
    if (known !== null && isAmong(etag, known)) return new Response(null, { status: 304, headers: common });

    let bytes = this.#find(etag);
    if (bytes === null && form === 'svg')
      bytes = this.#keep(
        etag,
        encoding === 'br' ? compress(svg) : encoding === 'gzip' ? gzipSync(svg) : Buffer.from(svg),
      );
    if (bytes === null) {
      const drawn = await this.#draw(etag, svg, scale);
      if (!drawn.ok) return refusal(drawn);
      bytes = drawn.png;
    }
    return new Response(bytes as BodyInit, {
      headers: {
        ...common,
        ...(isCoded ? { 'content-encoding': encoding } : {}),
        'content-type': form === 'svg' ? 'image/svg+xml' : 'image/png',
        'content-length': String(bytes.byteLength),
        'content-disposition': `inline; filename="${fileName(name)}.${form}"`,
      },
    });
  }

  async stop(): Promise<void> {
    await this.#raster.stop();
  }

  #find(key: string): Uint8Array | null {
    const known = this.#kept.get(key);
    if (known === undefined) return null;
    // Put at the end: what stands at the beginning was not asked for the longest.
    this.#kept.delete(key);
    this.#kept.set(key, known);
    return known;
  }

  #keep(key: string, bytes: Uint8Array): Uint8Array {
    this.#bytes += bytes.byteLength - (this.#kept.get(key)?.byteLength ?? 0);
    this.#kept.set(key, bytes);
    for (const [oldest, known] of this.#kept) {
      if (this.#bytes <= this.#mostKeptBytes) break;
      this.#kept.delete(oldest);
      this.#bytes -= known.byteLength;
    }
    return bytes;
  }

  /** Who asks for a picture that is being drawn waits for that one. */
  #draw(key: string, svg: string, scale: number): Promise<Rastered> {
    const underway = this.#underway.get(key);
    if (underway !== undefined) return underway;
    const drawing = this.#raster.render(svg, scale).then((rastered) => {
      this.#underway.delete(key);
      if (rastered.ok) this.#keep(key, rastered.png);
      return rastered;
    });
    this.#underway.set(key, drawing);
    return drawing;
  }
}

function compress(svg: string): Uint8Array {
  return brotliCompressSync(svg, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 5,
    },
  });
}

function refusal(rastered: Rastered & { ok: false }): Response {
  switch (rastered.reason) {
    case 'busy':
      return problemResponse(
        makeProblem(503, 'too many pictures at once', `${rastered.detail}; ask again in a moment`),
        { 'retry-after': String(RETRY_AFTER_SECONDS) },
      );
    case 'too large':
      return problemResponse(makeProblem(422, 'the picture is too large', rastered.detail));
    case 'fault':
      throw new Error(`a picture could not be drawn: ${rastered.detail}`);
  }
}

/** Letters, digits, dots and dashes: what every system takes as a name and no header mistakes. */
function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, 120) || 'picture';
}
