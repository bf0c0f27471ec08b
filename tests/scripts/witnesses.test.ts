// A witness speaks HTTP (C2SP tlog-witness): the one here keeps what it saw, checks each proof, and signs with a key of its own.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bytes, fromBase64, toBase64, toUtf8 } from '../../db/domain/bytes.ts';
import { readCheckpoint } from '../../db/domain/checkpoint.ts';
import { cosignatureTime, makeWitness } from '../../db/domain/cosignature.ts';
import { checkConsistency, emptyRoot, type TreeHead } from '../../db/domain/merkle-proof.ts';
import {
  formatVerifierKey,
  makeVerifierKey,
  openNote,
  signatureLine,
  splitNote,
} from '../../db/domain/signed-note.ts';
import { verifierOf } from '../../db/domain/site-log.ts';
import { verifySite } from '../../db/domain/site-verification.ts';
import { readFolder } from '../../scripts/site-reader.ts';
import { sayVerification } from '../../scripts/verification-words.ts';
import { readWitnesses, type Witness } from '../../scripts/witnesses.ts';
import { contentThrough, LoggedSite } from '../support/logged-site.ts';

const SEED = new Uint8Array(32).fill(7);
const SIGNED_AT = Math.floor(Date.now() / 1000);
const OTHER_TEXT = `other.example.org/log\n1\n${toBase64(new Uint8Array(32))}\n`;

/** What it has seen, and how it answers where it does not do as it should. */
class WitnessServer {
  seen: TreeHead | null = null;
  readonly asked: string[] = [];
  signedAt = SIGNED_AT;
  answer: ((checkpoint: Bytes) => Promise<{ status: number; body: string }>) | null = null;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', async () => {
        const { status, body, type = 'text/plain' } = await this.decide(Buffer.concat(parts));
        response.writeHead(status, { 'content-type': type }).end(body);
      });
    });
  }

  async open(): Promise<Witness> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { key } = await makeWitness('witness.example.org', SEED);
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/candour/`;
    return (await readWitnesses([{ url, key: formatVerifierKey(key) }]))[0]!;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async decide(question: Buffer): Promise<{ status: number; body: string; type?: string }> {
    const text = question.toString('utf8');
    const end = text.indexOf('\n\n');
    const [old = '', ...proof] = text.slice(0, end).split('\n');
    this.asked.push(old);
    const checkpoint = toUtf8(text.slice(end + 2));
    if (this.answer !== null) return this.answer(checkpoint);
    const read = readCheckpoint(textOf(checkpoint));
    if (!read.ok) return { status: 400, body: read.reason };
    const from = this.seen ?? { size: 0, root: await emptyRoot() };
    if (old !== `old ${from.size}`)
      return { status: 409, body: `${from.size}\n`, type: 'text/x.tlog.size; charset=utf-8' };
    const hashes = proof.map((line) => fromBase64(line) ?? new Uint8Array());
    if (!(await checkConsistency(hashes, from, read.checkpoint))) return { status: 422, body: 'no proof' };
    this.seen = read.checkpoint;
    return { status: 200, body: await this.sign(textOf(checkpoint)) };
  }

  async sign(text: string, seed = SEED): Promise<string> {
    const { name, id, sign } = (await makeWitness('witness.example.org', seed)).at(this.signedAt);
    return signatureLine({ name, id, signature: await sign(toUtf8(text)) });
  }
}

function textOf(note: Bytes): string {
  const split = splitNote(note);
  return split.ok ? split.text : '';
}

let site: LoggedSite;
let server: WitnessServer;
let witness: Witness;
beforeEach(async () => {
  site = new LoggedSite();
  server = new WitnessServer();
  witness = await server.open();
  site.witnesses = [witness];
});
afterEach(async () => {
  site.close();
  await server.close();
});

async function publish(day: number): Promise<Bytes> {
  const { figures, pages } = contentThrough(day);
  await site.publish(figures, pages);
  return new Uint8Array(readFileSync(join(site.sitePath, 'log/checkpoint')));
}

const isSigned = async (note: Bytes) => (await openNote(note, [verifierOf(witness.key)])).ok;

describe('a witness', () => {
  test('signs the checkpoint, and once more when it is shown that the log only grew', async () => {
    const first = await openNote(await publish(1), [verifierOf(witness.key)]);
    expect(first.ok && first.verified.map(({ signature }) => cosignatureTime(signature))).toEqual([
      SIGNED_AT,
    ]);
    const seen = server.seen!.size;
    expect(await isSigned(await publish(2))).toBe(true);
    expect(server.asked).toEqual(['old 0', 'old 0', `old ${seen}`]);
    expect(server.seen!.size).toBeGreaterThan(seen);
    expect(site.said.filter((line) => line.includes('witness'))).toEqual([]);
  });

  test('is enough for a reader who has its key alone, and stands in the proofs of editions', async () => {
    await publish(1);
    const told = await verifySite(readFolder(site.sitePath), { keys: [witness.key], kept: null });
    expect(told.faults).toEqual([]);
    expect(told.anchors.key).toEqual({ verifier: formatVerifierKey(witness.key), isWitness: true });
    const words = sayVerification(await verifySite(readFolder(site.sitePath), { keys: [], kept: null }), {
      hasKey: false,
      hasKept: false,
    });
    expect(words.join('\n')).toContain('WHOLE: ');
    expect(words.join('\n')).toContain(
      `Signed as well by the witness witness.example.org at ${new Date(SIGNED_AT * 1000).toISOString().slice(0, 19)}Z`,
    );
    const proof = readFileSync(join(site.sitePath, 'log/proofs/1.tlog-proof'), 'utf8');
    expect(proof).toContain('— witness.example.org ');
  });

  test('that is shown another history does not sign, and the log is published without it', async () => {
    await publish(1);
    server.seen = { ...server.seen!, root: new Uint8Array(32) };
    expect(await isSigned(await publish(2))).toBe(false);
    expect(site.said.at(-1)).toContain('has not signed: it answered 422 no proof');
  });

  test.each([
    ['refuses', async () => ({ status: 403, body: 'who are you' }), 'it answered 403 who are you'],
    ['says nothing', async () => ({ status: 200, body: '' }), 'its answer has no line of the key'],
    [
      'says what is no line',
      async () => ({ status: 200, body: '<p>hello</p>\n' }),
      'its answer is no signature',
    ],
    ['has seen more than there is', async () => ({ status: 409, body: '99' }), 'it answered 409 99'],
    [
      'signs with another key',
      async (note: Bytes) => ({
        status: 200,
        body: await server.sign(textOf(note), new Uint8Array(32).fill(8)),
      }),
      'its answer has no line of the key',
    ],
    [
      'signs something else',
      async () => ({ status: 200, body: await server.sign(OTHER_TEXT) }),
      'the signature of witness.example.org',
    ],
    ['never ends', async () => ({ status: 200, body: 'x'.repeat(100_000) }), 'longer than 65536 bytes'],
  ])('that %s keeps nothing from being published', async (_, answer, words) => {
    server.answer = answer;
    const note = await publish(1);
    expect(await isSigned(note)).toBe(false);
    expect(site.said.at(-1)).toContain(words);
    const { faultCount } = await verifySite(readFolder(site.sitePath), { keys: [], kept: null });
    expect(faultCount).toBe(0);
  });

  test('that signed for another time is left out', async () => {
    server.signedAt = 1_000_000_000_000_000;
    expect(await isSigned(await publish(1))).toBe(false);
    expect(site.said.at(-1)).toContain('its signature is of another time than this');
  });

  test('that has not signed is named to readers, and its key alone proves nothing then', async () => {
    await publish(1);
    server.answer = async () => ({ status: 403, body: 'no\u001b[2J\nFORGED' });
    await publish(2);
    expect(site.said.at(-1)).toContain('it answered 403 no\uFFFD[2J\uFFFDFORGED');
    const words = sayVerification(await verifySite(readFolder(site.sitePath), { keys: [], kept: null }), {
      hasKey: false,
      hasKept: false,
    });
    expect(words.join('\n')).toContain('witness.example.org has not signed this state of it');
    const held = await verifySite(readFolder(site.sitePath), { keys: [witness.key], kept: null });
    expect(held.faults.map(({ path }) => path)).toEqual(['log/checkpoint']);
  });

  test('that is not there keeps nothing from being published', async () => {
    await server.close();
    await publish(1);
    expect(site.said.at(-1)).toContain('has not signed: connect ECONNREFUSED');
    server = new WitnessServer();
    await server.open();
  });

  test('of which the key is none, or a log key, is said before anything is published', async () => {
    const url = 'https://witness.example.org';
    const logKey = formatVerifierKey(await makeVerifierKey('example.org/log', 1, SEED));
    await expect(readWitnesses([{ url, key: logKey }])).rejects.toThrow("expected a witness's (kind 4)");
    const key = 'witness.example.org+00000000+BAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH';
    await expect(readWitnesses([{ url, key }])).rejects.toThrow('log.witnesses[0].key: the verifier key');
  });
});
