import { createPrivateKey, sign as nodeSign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bytes, fromUtf8, joinBytes } from '../../../db/domain/bytes.ts';
import {
  type Checkpoint,
  formatCheckpoint,
  openCheckpoint,
  readCheckpoint,
  signCheckpoint,
} from '../../../db/domain/checkpoint.ts';
import { cosignatureTime, makeWitness, witnessVerifier } from '../../../db/domain/cosignature.ts';
import { checkLogProof, formatLogProof, readLogProof } from '../../../db/domain/log-proof.ts';
import { emptyRoot, leafHash } from '../../../db/domain/merkle-proof.ts';
import { inclusionProof, keepTree, treeRoot } from '../../../db/domain/merkle-tree.ts';
import { makeNoteSigner } from '../../../db/domain/note-signer.ts';
import {
  ed25519Verifier,
  formatVerifierKey,
  parseVerifierKey,
  signatureLine,
  splitNote,
} from '../../../db/domain/signed-note.ts';
import { base64, flipBit, hex, logVectors, utf8 } from '../../support/log-vectors.ts';

const { log_e2e: log } = logVectors;
const { signer, key } = await makeNoteSigner(log.origin, hex(log.seed_hex));
const known = [ed25519Verifier(key)];
const rootOf = (size: number) => (size === 0 ? emptyRoot() : base64(log.roots_b64[size] ?? ''));
const checkpointOf = async (size: number): Promise<Checkpoint> => ({
  origin: log.origin,
  size,
  root: await rootOf(size),
  extensions: [],
});
const leaves = await Promise.all(log.entries.map((entry) => leafHash(utf8(entry))));
const leafAt = (index: number) => leaves[index] as Bytes;

describe('a checkpoint', () => {
  test.each([0, 1, 2, 3])('of the vectors’ log with %d entries is signed to the byte', async (size) => {
    const checkpoint = await checkpointOf(size);
    const signed = await signCheckpoint(checkpoint, [signer]);
    const line = `\u2014 ${log.origin} ${log.sig_b64[size]}\n`;
    expect(fromUtf8(signed)).toBe(`${formatCheckpoint(checkpoint)}\n${line}`);
    expect(await openCheckpoint(signed, known, log.origin)).toMatchObject({
      ok: true,
      checkpoint,
      unknown: [],
    });
  });

  test('of another log is refused, though the key is known', async () => {
    const other = await signCheckpoint({ ...(await checkpointOf(1)), origin: 'example.org/other' }, [signer]);
    expect(await openCheckpoint(other, known, log.origin)).toEqual({
      ok: false,
      reason: `the checkpoint is of the log example.org/other; expected ${log.origin}`,
    });
  });

  test('with any bit of any byte changed is refused', async () => {
    const signed = await signCheckpoint(await checkpointOf(3), [signer]);
    const changed = Array.from(signed, (_, byte) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => flipBit(signed, byte, bit)),
    );
    const opened = await Promise.all(changed.flat().map((one) => openCheckpoint(one, known, log.origin)));
    expect(opened.filter(({ ok }) => ok)).toEqual([]);
  });

  const root = 'ZsliIyOr/9EZ82PT3gmBuuaU6Z44j3mi7LFLpHvbi7I=';
  test.each([
    ['no last newline', `a\n3\n${root}`],
    ['an empty line', `a\n3\n${root}\n\n`],
    ['an empty first line', `\n3\n${root}\n`],
    ['two lines', 'a\n3\n'],
    ['a space in the origin', `a b\n3\n${root}\n`],
    ['a plus in the origin', `a+b\n3\n${root}\n`],
    ['a leading zero', `a\n03\n${root}\n`],
    ['a sign', `a\n+3\n${root}\n`],
    ['a negative size', `a\n-3\n${root}\n`],
    ['a fraction', `a\n3.0\n${root}\n`],
    ['a size in another base', `a\n0x3\n${root}\n`],
    ['other digits', `a\n\u0663\n${root}\n`],
    ['a size beyond 2^53', `a\n9007199254740992\n${root}\n`],
    ['a short root', `a\n3\nZsli\n`],
    ['stray last bits in the root', `a\n3\n${root.replace('I=', 'J=')}\n`],
    ['a root without padding', `a\n3\n${root.replace('=', '')}\n`],
    ['a root with a space', `a\n3\n${root} \n`],
    ['a root in hexadecimal digits', `a\n3\n${'66'.repeat(32)}\n`],
  ])('with %s is refused', (_, text) => {
    expect(readCheckpoint(text).ok).toBe(false);
  });

  test('may have lines that nobody checks, and has no others', async () => {
    const checkpoint = { ...(await checkpointOf(3)), extensions: ['one more', '3'] };
    expect(readCheckpoint(formatCheckpoint(checkpoint))).toEqual({ ok: true, checkpoint });
    for (const wrong of [
      { ...checkpoint, extensions: [''] },
      { ...checkpoint, extensions: ['a\nb'] },
      { ...checkpoint, origin: 'a b' },
      { ...checkpoint, size: 1.5 },
      { ...checkpoint, root: new Uint8Array(31) },
    ]) {
      expect(() => formatCheckpoint(wrong)).toThrow(RangeError);
    }
  });

  test('is read back whatever its size and root', () => {
    const any = fc.record({
      origin: fc.constantFrom('example.org/log', 'ü.example/ñ'),
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes)),
      extensions: fc.constant([]),
    });
    fc.assert(
      fc.property(any, (checkpoint) => {
        expect(readCheckpoint(formatCheckpoint(checkpoint))).toEqual({ ok: true, checkpoint });
      }),
    );
  });
});

describe('a proof file', () => {
  const proofOf = async (index: number, extra: Bytes | null = null) =>
    formatLogProof({
      index,
      hashes: await inclusionProof(await keepTree(leaves), index, 3),
      checkpoint: await signCheckpoint(await checkpointOf(3), [signer]),
      extra,
    });

  test('of the vectors’ second entry has their hashes, and proves it', async () => {
    const file = await proofOf(1);
    const lines = ['c2sp.org/tlog-proof@v1', 'index 1', ...log.inclusion_idx1_size3_b64, ''];
    const checkpoint = await signCheckpoint(await checkpointOf(3), [signer]);
    expect(fromUtf8(file)).toBe(`${lines.join('\n')}\n${fromUtf8(checkpoint)}`);
    expect(await checkLogProof(file, leafAt(1), known, log.origin)).toMatchObject({
      ok: true,
      index: 1,
      checkpoint: { size: 3 },
    });
  });

  test('proves each entry and no other', async () => {
    for (const index of [0, 1, 2]) {
      const file = await proofOf(index);
      for (const other of [0, 1, 2]) {
        const checked = await checkLogProof(file, leafAt(other), known, log.origin);
        expect(checked.ok, `${index} for ${other}`).toBe(index === other);
      }
    }
  });

  test('with any bit of any byte changed proves nothing: its index and size are bound as well', async () => {
    for (const index of [0, 1, 2]) {
      const file = await proofOf(index);
      const changed = Array.from(file, (_, byte) =>
        [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => flipBit(file, byte, bit)),
      );
      const checked = await Promise.all(
        changed.flat().map((one) => checkLogProof(one, leafAt(index), known, log.origin)),
      );
      expect(checked.filter(({ ok }) => ok)).toEqual([]);
    }
  });

  test('of a log of one entry has no hashes', async () => {
    const tree = await keepTree(leaves.slice(0, 1));
    const file = formatLogProof({
      index: 0,
      hashes: await inclusionProof(tree, 0, 1),
      checkpoint: await signCheckpoint({ ...(await checkpointOf(1)), root: await treeRoot(tree, 1) }, [
        signer,
      ]),
      extra: null,
    });
    expect(fromUtf8(file)?.split('\n').slice(0, 4)).toEqual([
      'c2sp.org/tlog-proof@v1',
      'index 0',
      '',
      log.origin,
    ]);
    expect((await checkLogProof(file, leafAt(0), known, log.origin)).ok).toBe(true);
  });

  test('may carry something more, which proves nothing', async () => {
    const file = await proofOf(2, utf8('2026-01-02'));
    const read = readLogProof(file);
    expect(read).toMatchObject({ ok: true, proof: { index: 2, extra: utf8('2026-01-02') } });
    expect(fromUtf8(file)?.split('\n')[1]).toBe('extra MjAyNi0wMS0wMg==');
    expect((await checkLogProof(file, leafAt(2), known, log.origin)).ok).toBe(true);
  });

  test('of the format’s own example is taken apart', () => {
    const hash = 'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=';
    const note =
      'example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n\u2014 a AAAAAAA=\n';
    const read = readLogProof(utf8(`c2sp.org/tlog-proof@v1\nindex 73894\n${hash}\n\n${note}`));
    expect(read).toEqual({
      ok: true,
      proof: { index: 73_894, hashes: [base64(hash)], checkpoint: utf8(note), extra: null },
    });
  });

  const start = 'c2sp.org/tlog-proof@v1\n';
  const hash = `${log.roots_b64[1]}\n`;
  test.each([
    ['nothing', ''],
    ['another version', `c2sp.org/tlog-proof@v2\nindex 0\n\nnote`],
    ['no index', `${start}${hash}\nnote`],
    ['a leading zero', `${start}index 01\n\nnote`],
    ['two spaces', `${start}index  1\n\nnote`],
    ['an index beyond 2^53', `${start}index 9007199254740992\n\nnote`],
    ['extra after the index', `${start}index 1\nextra AAAA\n\nnote`],
    ['extra twice', `${start}extra AAAA\nextra AAAA\nindex 1\n\nnote`],
    ['extra that is not Base64', `${start}extra A\nindex 1\n\nnote`],
    ['a hash of another length', `${start}index 1\nAAAA\n\nnote`],
    ['54 hashes', `${start}index 1\n${hash.repeat(54)}\nnote`],
    ['a carriage return', `${start}index 1\r\n\nnote`],
    ['no checkpoint', `${start}index 1\n${hash}`],
  ])('with %s is refused', (_, text) => {
    expect(readLogProof(utf8(text)).ok).toBe(false);
  });

  test('is not made of what could not be read', async () => {
    const checkpoint = utf8('note\n');
    expect(() => formatLogProof({ index: -1, hashes: [], checkpoint, extra: null })).toThrow(RangeError);
    expect(() => formatLogProof({ index: 0, hashes: [utf8('a')], checkpoint, extra: null })).toThrow(
      RangeError,
    );
    const broken = Uint8Array.of(0xff);
    expect(() => formatLogProof({ index: 0, hashes: [], checkpoint: broken, extra: null })).toThrow(
      RangeError,
    );
  });
});

describe('a witness', () => {
  const seed = new Uint8Array(32).fill(9);
  const time = 1_679_315_147;

  test('adds its line to a signed checkpoint: time and signature as the format says, by another library', async () => {
    const witness = await makeWitness('witness.example/w1', seed);
    const checkpoint = await signCheckpoint(await checkpointOf(3), [signer]);
    const text = formatCheckpoint(await checkpointOf(3));
    const pkcs8 = Buffer.concat([hex('302e020100300506032b657004220420'), seed]);
    const byHand = nodeSign(
      null,
      Buffer.from(`cosignature/v1\ntime ${time}\n${text}`),
      createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    );
    const signature = await witness.at(time).sign(utf8(text));
    expect(Buffer.from(signature).toString('hex')).toBe(`00000000641850cb${byHand.toString('hex')}`);

    const line = signatureLine({ name: witness.key.name, id: witness.key.id, signature });
    const cosigned = joinBytes([checkpoint, utf8(line)]);
    const opened = await openCheckpoint(cosigned, [...known, witnessVerifier(witness.key)], log.origin);
    if (!opened.ok) throw new Error(opened.reason);
    expect(opened.verified.map(({ name }) => name)).toEqual([log.origin, 'witness.example/w1']);
    expect(opened.verified.map((one) => cosignatureTime(one.signature))[1]).toBe(time);
    // Whoever does not know the witness opens it all the same.
    expect(await openCheckpoint(cosigned, known, log.origin)).toMatchObject({ ok: true, unknown: [{}] });
  });

  test('of the format’s own example signed at the time that its text says', () => {
    const line =
      'jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==';
    expect(cosignatureTime(base64(line).slice(4))).toBe(time);
  });

  test('is known by a key of its own kind: the same bytes are another key for a log', async () => {
    const witness = await makeWitness('a.example', seed);
    const asLog = await makeNoteSigner('a.example', seed);
    expect(witness.key.publicKey).toEqual(asLog.key.publicKey);
    expect(witness.key.id).not.toBe(asLog.key.id);
    const parsed = await parseVerifierKey(formatVerifierKey(witness.key));
    expect(parsed).toEqual({ ok: true, key: witness.key });
    expect(() => ed25519Verifier(witness.key)).toThrow(TypeError);
    expect(() => witnessVerifier(asLog.key)).toThrow(TypeError);
  });

  test('whose time, signature or text is changed anywhere is refused', async () => {
    const witness = await makeWitness('w.example', seed);
    const signed = await signCheckpoint(await checkpointOf(2), [signer, witness.at(time)]);
    const both = [...known, witnessVerifier(witness.key)];
    expect((await openCheckpoint(signed, both, log.origin)).ok).toBe(true);
    const split = splitNote(signed);
    if (!split.ok) throw new Error(split.reason);
    const [ours, theirs] = split.signatures as [(typeof split.signatures)[0], (typeof split.signatures)[0]];
    const changed = Array.from(theirs.signature, (_, byte) =>
      [ours, { ...theirs, signature: flipBit(theirs.signature, byte, byte % 8) }].map(signatureLine).join(''),
    );
    const opened = await Promise.all(
      changed.map((lines) => openCheckpoint(utf8(`${split.text}\n${lines}`), both, log.origin)),
    );
    expect(opened.filter(({ ok }) => ok)).toEqual([]);
    for (const signature of [
      theirs.signature.slice(0, 8),
      theirs.signature.slice(0, -1),
      new Uint8Array(5),
    ]) {
      const lines = [ours, { ...theirs, signature }].map(signatureLine).join('');
      expect((await openCheckpoint(utf8(`${split.text}\n${lines}`), both, log.origin)).ok).toBe(false);
    }
  });

  test('signs checkpoints alone, at a time', async () => {
    const witness = await makeWitness('w.example', seed);
    await expect(witness.at(time).sign(utf8('a letter\n'))).rejects.toThrow(
      'a witness signs checkpoints alone',
    );
    const text = utf8(formatCheckpoint(await checkpointOf(1)));
    for (const wrong of [-1, 1.5, 2 ** 53])
      await expect(witness.at(wrong).sign(text)).rejects.toThrow(RangeError);
  });
});
