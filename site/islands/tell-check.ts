/**
 * Checks a page and tells what was found. Owns the fetching, the order of what is told, and the checkpoint as a file to
 * keep; remembers nothing, and sends nothing but the questions for the files.
 */
import { type Bytes, fromUtf8 } from '../../db/domain/bytes.ts';
import { checkPage, type PageCheck, type PageFault } from '../../db/domain/page-check.ts';
import type { check } from '../i18n/en/check.ts';

export type CheckWords = (typeof check)['check'];

/** `page`: the path of a page of this site; `locale`: how it writes numbers and dates. */
export async function tellCheck(
  place: HTMLElement,
  page: string,
  words: CheckWords,
  locale?: string,
): Promise<void> {
  const tell = (...paragraphs: (string | Node)[]) =>
    place.replaceChildren(
      ...paragraphs.map((content) => {
        const paragraph = document.createElement('p');
        paragraph.append(content);
        return paragraph;
      }),
    );
  place.dataset.verdict = 'running';
  tell(words.running);
  if (!isSecureContext) {
    place.dataset.verdict = 'cannot';
    return tell(words.insecure);
  }
  let found: PageCheck;
  try {
    found = await checkPage(page, fetchBytes);
  } catch {
    // All that is read was taken apart without an exception: what is left is a signature that the browser does not know.
    place.dataset.verdict = 'cannot';
    return tell(words.old);
  }
  place.dataset.verdict = found.ok ? 'whole' : 'fault';
  tell(...(found.ok ? sayWhole(words, page, locale, found) : sayFault(words, page, found.fault)));
}

function sayWhole(
  words: CheckWords,
  page: string,
  locale: string | undefined,
  { bytes, sha256, files, index, builtOn, size, keys, checkpoint }: Extract<PageCheck, { ok: true }>,
): (string | Node)[] {
  const count = (value: number) => value.toLocaleString(locale);
  const date = new Date(builtOn).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return [
    fill(words.whole, { page }),
    fill(words.page, { bytes: count(bytes), hash: sha256 }),
    // Readers count from one.
    fill(words.list, { files: count(files), entry: count(index + 1), date }),
    fill(words.log, { size: count(size), keys: keys.join(', ') }),
    words.not,
    linkTo(checkpoint, words.keep),
  ];
}

function sayFault(words: CheckWords, page: string, fault: PageFault): string[] {
  switch (fault.what) {
    case 'unread':
      return [fill(words.faults.unread, { path: fault.path })];
    case 'page':
      return [fill(words.faults.page, { page }), fill(words.hashes, fault), words.advice];
    case 'unlisted':
      return [fill(words.faults.unlisted, { page }), words.advice];
    default:
      return [words.faults[fault.what], words.advice];
  }
}

/** Puts what was found in the places that words name in braces. */
function fill(words: string, found: Readonly<Record<string, string>>): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => found[name] ?? '');
}

function linkTo(checkpoint: Bytes, words: string): HTMLAnchorElement {
  const link = document.createElement('a');
  // The address is the file itself: it holds as long as the link, and leaves nothing behind.
  link.href = `data:text/plain;charset=utf-8,${encodeURIComponent(fromUtf8(checkpoint) ?? '')}`;
  link.download = 'candour.checkpoint';
  link.textContent = words;
  return link;
}

/** As the address answers now, whatever the browser remembers of it. */
async function fetchBytes(path: string): Promise<Bytes | null> {
  try {
    const answer = await fetch(`/${path}`, { cache: 'no-cache', credentials: 'omit' });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
