import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ReadyAnswer, ReadyAnswers } from '../../api/bytes.ts';

const answerOf = (text: string) => new ReadyAnswer(text, { 'content-type': 'application/json' });
const long = (mark: string) => mark.repeat(1000);
const plain = ['identity'] as const;

test('an answer is the same text in every encoding, under an ETag of its own', () => {
  const answer = answerOf(long('ab'));
  const [br, gzip, identity] = [answer.in(['br']), answer.in(['gzip']), answer.in(['identity'])];
  expect(brotliDecompressSync(br.body).toString()).toBe(long('ab'));
  expect(gunzipSync(gzip.body).toString()).toBe(long('ab'));
  expect(Buffer.from(identity.body).toString()).toBe(long('ab'));
  expect(new Set([br.etag, gzip.etag, identity.etag]).size).toBe(3);
});

test('an answer is compressed once for each encoding', () => {
  const answer = answerOf(long('ab'));
  expect(answer.in(['br'])).toBe(answer.in(['br']));
});

test('a very short answer is not compressed', () => {
  expect(answerOf('{}').in(['br']).headers).not.toHaveProperty('content-encoding');
});

test('an answer holds for its moment alone', () => {
  const ready = new ReadyAnswers();
  ready.keep('/a', '/a', 'version 1', answerOf('one'));
  expect(ready.find('/a', 'version 1', plain)).not.toBeNull();
  expect(ready.find('/a', 'version 2', plain)).toBeNull();
});

test('two ways to write an address share one answer', () => {
  const ready = new ReadyAnswers();
  ready.keep('/a?x=1&y=2', '/a?x=1&y=2', 'v', answerOf('one'));
  const first = ready.find('/a?x=1&y=2', 'v', plain);
  expect(ready.find('/a?y=2&x=1', 'v', plain)).toBeNull();
  expect(ready.adopt('/a?y=2&x=1', '/a?x=1&y=2', 'v', plain)).toBe(first);
  expect(ready.find('/a?y=2&x=1', 'v', plain)).toBe(first);
});

test('the longest unused answers go when there are more bytes than may be kept', () => {
  const ready = new ReadyAnswers(2500);
  ready.keep('/a', '/a', 'v', answerOf(long('a')));
  ready.keep('/b', '/b', 'v', answerOf(long('b')));
  ready.find('/a', 'v', plain);
  ready.keep('/c', '/c', 'v', answerOf(long('c')));
  expect(['/a', '/b', '/c'].map((address) => ready.find(address, 'v', plain) !== null)).toEqual([
    true,
    false,
    true,
  ]);
  expect(ready.bytes).toBe(2000);
});

test('the bytes kept are counted with their encodings, and an answer that is replaced gives them back', () => {
  const ready = new ReadyAnswers();
  ready.keep('/a', '/a', 'v', answerOf(long('a')));
  expect(ready.bytes).toBe(1000);
  const { body } = ready.find('/a', 'v', ['br']) ?? { body: Buffer.alloc(0) };
  expect(ready.bytes).toBe(1000 + body.byteLength);
  ready.keep('/a', '/a', 'w', answerOf('short'));
  expect(ready.bytes).toBe(5);
});

test('an answer larger than all that may be kept is answered and not kept', () => {
  const ready = new ReadyAnswers(500);
  ready.keep('/a', '/a', 'v', answerOf(long('a')));
  expect(ready.find('/a', 'v', plain)).toBeNull();
  expect(ready.bytes).toBe(0);
});
