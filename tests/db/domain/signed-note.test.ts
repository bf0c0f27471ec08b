import { createPrivateKey, createPublicKey, sign as nodeSign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Bytes, joinBytes, toHex } from '../../../db/domain/bytes.ts';
import { makeNoteSigner } from '../../../db/domain/note-signer.ts';
import {
  ed25519Verifier,
  formatVerifierKey,
  isKeyName,
  makeVerifierKey,
  openNote,
  parseVerifierKey,
  signatureLine,
  signNote,
} from '../../../db/domain/signed-note.ts';
import { flipBit, hex, logVectors, utf8 } from '../../support/log-vectors.ts';

const { signed_note_c2sp: example, log_e2e: log } = logVectors;
const note = utf8(`${example.text}\n${example.sigline}\n`);
const TEXT = 'a text\n\nof two parts – “ï”\n';

async function verifierOf(vkey: string) {
  const parsed = await parseVerifierKey(vkey);
  if (!parsed.ok) throw new Error(parsed.reason);
  return ed25519Verifier(parsed.key);
}
const seedOf = (number: number) => new Uint8Array(32).fill(number);
const signerOf = (name: string, number: number) => makeNoteSigner(name, seedOf(number));

describe('a verifier key', () => {
  test.each([example.vkey, log.vkey])('is read and written as %s', async (vkey) => {
    const parsed = await parseVerifierKey(vkey);
    expect(parsed.ok && formatVerifierKey(parsed.key)).toBe(vkey);
  });

  test('of the fixed seed is that of the vectors, and of another library', async () => {
    const { key } = await makeNoteSigner(log.origin, hex(log.seed_hex));
    expect(formatVerifierKey(key)).toBe(log.vkey);
    const pkcs8 = Buffer.concat([hex('302e020100300506032b657004220420'), hex(log.seed_hex)]);
    const { x } = createPublicKey(createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })).export({
      format: 'jwk',
    });
    expect(Buffer.from(key.publicKey).toString('base64url')).toBe(x);
  });

  test.each([
    ['', 'expected name+id+key'],
    ['example.com/foo', 'expected name+id+key'],
    [example.vkey.replace('example.com', 'example com'), 'expected name+id+key'],
    [example.vkey.replace('example.com/foo', ''), 'expected name+id+key'],
    [example.vkey.replace('530d903a', '530D903A'), 'expected name+id+key'],
    [example.vkey.replace('530d903a', '530d903'), 'expected name+id+key'],
    [`${example.vkey}\n`, 'expected name+id+key'],
    [`${example.vkey}=`, 'expected name+id+key'],
    [example.vkey.slice(0, -4), 'has 29 bytes; expected 32'],
    [example.vkey.replace('530d903a', '530d903b'), 'has the id 530d903b, and its key gives 530d903a'],
    [example.vkey.replace('/foo', '/fop'), 'has the id 530d903a'],
    [example.vkey.replace('+Ae', '+Be'), 'is of kind 5; expected 1 (a log) or 4 (a witness)'],
  ])('%j is refused', async (vkey, why) => {
    const parsed = await parseVerifierKey(vkey);
    expect(parsed.ok || parsed.reason).toContain(why);
  });

  test('has a name without spaces of any script, without plus, and not empty', async () => {
    for (const name of ['example.org/log', 'journal.example/ñ', 'a'])
      expect(isKeyName(name), name).toBe(true);
    const wrong = [
      '',
      'a b',
      'a\tb',
      'a+b',
      'a\u00a0b',
      'a\u2003b',
      'a\u0085b',
      'a\u3000b',
      'a\nb',
      'a\ud800',
    ];
    for (const name of wrong) expect(isKeyName(name), JSON.stringify(name)).toBe(false);
    await expect(makeVerifierKey('a b', 1, seedOf(1))).rejects.toThrow('the key name "a b" has a space');
    await expect(makeVerifierKey('a', 1, new Uint8Array(31))).rejects.toThrow('has 31 bytes; expected 32');
    await expect(makeNoteSigner('a', new Uint8Array(33))).rejects.toThrow('a seed has 33 bytes; expected 32');
  });
});

describe('a note', () => {
  test('of the format’s own example opens with its key', async () => {
    const opened = await openNote(note, [await verifierOf(example.vkey)]);
    expect(opened).toMatchObject({ ok: true, text: example.text, unknown: [] });
    expect(opened.ok && opened.verified.map(({ name, id }) => `${name} ${id}`)).toEqual([
      'example.com/foo 530d903a',
    ]);
  });

  test('is signed as another library signs it, and opens again', async () => {
    const { signer, key } = await makeNoteSigner(log.origin, hex(log.seed_hex));
    const pkcs8 = Buffer.concat([hex('302e020100300506032b657004220420'), hex(log.seed_hex)]);
    const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    const signature = new Uint8Array(nodeSign(null, utf8(TEXT), privateKey));
    const signed = await signNote(TEXT, [signer]);
    expect(new TextDecoder().decode(signed)).toBe(
      `${TEXT}\n${signatureLine({ name: log.origin, id: key.id, signature })}`,
    );
    expect(await openNote(signed, [ed25519Verifier(key)])).toMatchObject({ ok: true, text: TEXT });
  });

  test('with any bit of any byte changed is refused', async () => {
    const verifier = await verifierOf(example.vkey);
    const changed = Array.from(note, (_, byte) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => flipBit(note, byte, bit)),
    );
    const opened = await Promise.all(changed.flat().map((one) => openNote(one, [verifier])));
    expect(opened.filter(({ ok }) => ok)).toEqual([]);
  });

  test('with a byte put in or taken out anywhere is refused', async () => {
    const verifier = await verifierOf(example.vkey);
    const changed = Array.from(note, (_, at) => [
      joinBytes([note.slice(0, at), note.slice(at + 1)]),
      ...[' ', '\n', '=', 'A', '\u2014'].map((put) =>
        joinBytes([note.slice(0, at), utf8(put), note.slice(at)]),
      ),
    ]).flat();
    const opened = await Promise.all(changed.map((one) => openNote(one, [verifier])));
    expect(opened.filter(({ ok }) => ok)).toEqual([]);
  });

  test('of which a known key’s signature is wrong is refused, though another known key signed it', async () => {
    const [one, other] = await Promise.all([signerOf('a.example', 1), signerOf('b.example', 2)]);
    const [forText, forOther] = await Promise.all([
      one.signer.sign(utf8('text\n')),
      other.signer.sign(utf8('other\n')),
    ]);
    const lines = [
      signatureLine({ name: 'a.example', id: one.key.id, signature: forText }),
      signatureLine({ name: 'b.example', id: other.key.id, signature: forOther }),
    ];
    const both = [one.key, other.key].map(ed25519Verifier);
    for (const order of [lines, lines.toReversed()]) {
      const mixed = utf8(`text\n\n${order.join('')}`);
      const opened = await openNote(mixed, both);
      expect(opened.ok || opened.reason).toBe(
        `the signature of b.example (key ${other.key.id}) is not of this text`,
      );
      expect(await openNote(mixed, both.slice(0, 1))).toMatchObject({
        ok: true,
        unknown: [{ name: 'b.example', id: other.key.id }],
      });
    }
  });

  test('that no known key signed is refused, also where the name or the id alone is known', async () => {
    const [{ signer, key }, sameName, sameIdKey] = await Promise.all([
      signerOf('a.example', 1),
      signerOf('a.example', 2),
      signerOf('b.example', 3),
    ]);
    const signed = await signNote('text\n', [signer]);
    expect(await openNote(signed, [])).toEqual({
      ok: false,
      reason: `no known key signed it; found a.example ${key.id}`,
    });
    const strangers = [sameName.key, { ...sameIdKey.key, id: key.id }].map(ed25519Verifier);
    expect((await openNote(signed, strangers)).ok).toBe(false);
  });

  test('may have sixteen signatures of strangers before the known one, and a hundred in all', async () => {
    const { signer, key } = await signerOf('known.example', 1);
    const strangers = await Promise.all(
      Array.from({ length: 100 }, async (_, at) => (await signerOf(`s${at}.example`, at + 2)).signer),
    );
    const known = [ed25519Verifier(key)];
    const sixteen = await openNote(await signNote('text\n', [...strangers.slice(0, 16), signer]), known);
    expect(sixteen.ok && sixteen.unknown).toHaveLength(16);
    expect((await openNote(await signNote('text\n', [...strangers.slice(0, 99), signer]), known)).ok).toBe(
      true,
    );
    await expect(signNote('text\n', [...strangers, signer])).rejects.toThrow('not 101');
    const line = signatureLine({ name: 'a', id: '00000000', signature: new Uint8Array(64) });
    const opened = await openNote(utf8(`text\n\n${line.repeat(101)}`), known);
    expect(opened.ok || opened.reason).toBe('the note has 101 signatures; expected 100 at most');
  });

  test('may have a signature of a kind and length that is not known', async () => {
    const { signer, key } = await signerOf('known.example', 1);
    const signed = await signNote('text\n', [signer]);
    const long = signatureLine({ name: 'pq.example', id: '01020304', signature: new Uint8Array(2428) });
    expect(await openNote(joinBytes([signed, utf8(long)]), [ed25519Verifier(key)])).toMatchObject({
      ok: true,
    });
  });

  const line = `${example.sigline}\n`;
  test.each([
    ['nothing', ''],
    ['no signature', 'text\n'],
    ['an empty line and no signature', 'text\n\n'],
    ['a text without its newline', `text\n${line}`],
    ['a signature without its newline', `text\n\n${example.sigline}`],
    ['an empty line after the signatures', `text\n\n${line}\n`],
    ['a hyphen for the dash', `text\n\n${line.replace('\u2014', '-')}`],
    ['an en dash for the dash', `text\n\n${line.replace('\u2014', '\u2013')}`],
    ['two spaces', `text\n\n${line.replace('foo ', 'foo  ')}`],
    ['a space at the end of a signature', `text\n\n${line.replace('\n', ' \n')}`],
    ['no padding', `text\n\n${line.replace('=', '')}`],
    ['letters of Base64 for addresses', `text\n\n${line.replace('Uw2', 'U_2')}`],
    ['a signature of four bytes', 'text\n\n\u2014 a AAAAAA==\n'],
    ['a carriage return', `text\r\n\n${line}`],
    ['a tab', `te\txt\n\n${line}`],
    ['a zero byte', `te\0xt\n\n${line}`],
    ['a plus in the name', `text\n\n${line.replace('/foo', '+foo')}`],
  ])('with %s has another form', async (_, text) => {
    const opened = await openNote(utf8(text), [await verifierOf(example.vkey)]);
    expect(opened.ok || opened.reason).toMatch(/^the note (has|is not)/);
  });

  test('of bytes that are not UTF-8 is refused, and a byte order mark is a part of the text', async () => {
    const { signer, key } = await signerOf('a.example', 1);
    const known = [ed25519Verifier(key)];
    const signed = await signNote('\ufefftext\n', [signer]);
    expect(await openNote(signed, known)).toMatchObject({ ok: true, text: '\ufefftext\n' });
    expect((await openNote(signed.slice(3), known)).ok).toBe(false);
    const broken = joinBytes([Uint8Array.of(0xff), signed]);
    expect(await openNote(broken, known)).toEqual({ ok: false, reason: 'the note is not plain UTF-8 text' });
  });

  test.each(['text', 'te\rxt\n', 'te\u0000xt\n', ''])('is not made of %j', async (text) => {
    const { signer } = await signerOf('a.example', 1);
    await expect(signNote(text, [signer])).rejects.toThrow('the text of a note ends with a newline');
    await expect(signNote('text\n', [])).rejects.toThrow('a note has 1 to 100 signatures, not 0');
    await expect(signNote('\ud800\n', [signer])).rejects.toThrow('half a character');
  });

  test('is verified by no key that is a point of no curve', async () => {
    const { signer } = await signerOf('a.example', 1);
    const signed = await signNote('text\n', [signer]);
    const wrong: Bytes = hex(`02${'00'.repeat(30)}80`);
    const verifier = { ...ed25519Verifier(await makeVerifierKey('a.example', 1, wrong)), id: signer.id };
    const opened = await openNote(signed, [verifier]);
    expect(opened.ok || opened.reason).toContain('is not of this text');
    expect(toHex(wrong)).toHaveLength(64);
  });
});
