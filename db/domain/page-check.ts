/**
 * Checks one page of a published site, in a reader's browser: its bytes against the list of the site, the list against the
 * entry of the log that names it, the entry against the signed checkpoint. Owns which of these failed; refuses to say that
 * the keys are the publisher's, which no site can prove of itself.
 */
import { type Bytes, sha256, toHex } from './bytes.ts';
import { fileListOf, findInFileList, type LoggedFile, readLogEntry } from './log-entry.ts';
import { checkLogProof, readLogProof } from './log-proof.ts';
import { leafHash } from './merkle-proof.ts';
import { ed25519Verifier, KEY_TYPE } from './signed-note.ts';
import { BUILD_PROOF_PATH, readKeyList, SITE_LIST_PATH, VERIFIERS_PATH } from './site-log.ts';

/** What was found to be wrong, the first thing that was. */
export type PageFault =
  /** a file could not be fetched: nothing was found out */
  | { what: 'unread'; path: string }
  /** keys, proof or signature are not what they must be */
  | { what: 'keys' | 'log'; reason: string }
  /** the list of the site's files is not the one that was logged */
  | { what: 'list' }
  /** the list names no such page */
  | { what: 'unlisted' }
  /** the page has other bytes than the list says */
  | { what: 'page'; expected: string; found: string };

export type PageCheck =
  | { ok: false; fault: PageFault }
  | {
      ok: true;
      /** SHA-256, hexadecimal, and length */
      sha256: string;
      bytes: number;
      /** files in the list of the site */
      files: number;
      /** the civil day of the build, `2026-01-31`, and the place of its entry, from 0 */
      builtOn: string;
      index: number;
      /** entries of the log */
      size: number;
      /** ids of the listed keys that signed */
      keys: string[];
      /** the signed note, byte for byte */
      checkpoint: Bytes;
    };

/** Reads a file below the site's root; null where it cannot be had. */
export type ReadFile = (path: string) => Promise<Bytes | null>;

/** `pathname`: of the page, with its leading slash. Throws where the browser lacks what it takes (Web Crypto, Ed25519). */
export async function checkPage(pathname: string, read: ReadFile): Promise<PageCheck> {
  const address = pathname.slice(1);
  const [page, list, proof, keys] = await Promise.all(
    [address, SITE_LIST_PATH, BUILD_PROOF_PATH, VERIFIERS_PATH].map(read),
  );
  if (!page) return failed({ what: 'unread', path: pathname });
  if (!list) return failed({ what: 'unread', path: `/${SITE_LIST_PATH}` });
  if (!proof) return failed({ what: 'unread', path: `/${BUILD_PROOF_PATH}` });
  if (!keys) return failed({ what: 'unread', path: `/${VERIFIERS_PATH}` });

  const listed = await readKeyList(keys);
  if (!listed.ok) return failed({ what: 'keys', reason: listed.reason });
  const known = listed.keys.flatMap(({ key }) =>
    key.type === KEY_TYPE.ed25519 ? [ed25519Verifier(key)] : [],
  );
  const log = (reason: string) => failed({ what: 'log', reason });
  const taken = readLogProof(proof);
  if (!taken.ok) return log(taken.reason);
  const { extra } = taken.proof;
  if (extra === null) return log('the proof has no entry in it');
  const checked = await checkLogProof(proof, await leafHash(extra), known, listed.origin);
  if (!checked.ok) return log(checked.reason);
  const { index, checkpoint, verified } = checked;
  const entry = readLogEntry(extra, index);
  if (!entry.ok) return log(entry.reason);
  // A build is the last thing that is logged before a log is signed: an earlier one would name an earlier site.
  if (entry.entry.kind !== 'site-build' || index !== checkpoint.size - 1)
    return log(`the proof is of entry ${index}, a ${entry.entry.kind}; expected the last, a site-build`);

  const named = fileListOf(entry.entry);
  if (named?.path !== SITE_LIST_PATH || !(await isFile(list, named))) return failed({ what: 'list' });
  const listing = findInFileList(list, namesOf(address));
  if (listing === null) return failed({ what: 'unlisted' });
  const { file, count } = listing;
  const found = toHex(await sha256(page));
  if (found !== file.sha256) return failed({ what: 'page', expected: file.sha256, found });
  return {
    ok: true,
    ...{ sha256: found, bytes: page.length, files: count },
    ...{ builtOn: entry.entry.reportDate, index, size: checkpoint.size },
    keys: verified.map(({ id }) => id),
    checkpoint: taken.proof.checkpoint,
  };
}

function failed(fault: PageFault): PageCheck {
  return { ok: false, fault };
}

async function isFile(bytes: Bytes, { sha256: hash }: LoggedFile): Promise<boolean> {
  return toHex(await sha256(bytes)) === hash;
}

/** The names under which hosts of files serve a page. */
function namesOf(address: string): string[] {
  const folder = address === '' || address.endsWith('/') ? address : `${address}/`;
  return [address, `${folder}index.html`];
}
