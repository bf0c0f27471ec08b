/**
 * What an entry of the log says: which files were published for a day, of what kind, why, and what they replace.
 * Owns its one spelling (canonical JSON) and the list that stands in for many files; refuses every other spelling.
 *
 * An entry has 65,535 bytes at most. Where its files are too many for that, they are written into a *file list*, a file
 * that is published beside them and whose path ends in `.file-list.json`; the entry then names that list alone, with
 * its hash, which binds all that it lists. No other file may have such a path, and no list names a list: so an entry
 * has one reading.
 */
import { type Bytes, fromUtf8, toHex, toUtf8 } from './bytes.ts';
import { canonicalJson, type JsonValue, readCanonicalJson } from './canonical-json.ts';
import { parseDay } from './civil-day.ts';
import { ENTRY_BYTES_MAX } from './log-tile.ts';
import { HASH_BYTES } from './merkle-proof.ts';

/** `revision`: planned, by later data or a better method; `correction`: of an error. The two are never mixed. */
export const ENTRY_KINDS = [
  'daily',
  'revision',
  'correction',
  'definition',
  'action-preregistration',
  'target-change',
  'site-build',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A published file: where it lies below the site, its SHA-256 in hexadecimal digits, its length. */
export interface LoggedFile {
  path: string;
  sha256: string;
  bytes: number;
}

export interface LogEntry {
  kind: EntryKind;
  /** the civil day that it is about, `2026-01-31` */
  reportDate: string;
  /** sorted by path, each path once */
  files: readonly LoggedFile[];
  /** the index of the entry that this one replaces; that one stays */
  supersedes: number | null;
  /** for readers; a revision or a correction has one, and so has an entry without files */
  reason: string | null;
  /** of the program that made the files, as Git names it; null where it is not known */
  codeCommit: string | null;
}

export type ReadLogEntry = { ok: true; entry: LogEntry } | { ok: false; reason: string };
export type ReadFileList = { ok: true; files: LoggedFile[] } | { ok: false; reason: string };

const ENTRY_SCHEMA = 'candour/log-entry@1';
const FILE_LIST_SCHEMA = 'candour/file-list@1';
const FILE_LIST_END = '.file-list.json';
const REASON_MAX = 2000;
const PATH_MAX = 1000;
const STEP = /(^|\/)\.\.?(\/|$)/;
/** What an address takes as it is, without escapes that two readers could resolve in two ways. */
const PATH = /^[A-Za-z0-9._~!$&'()*+,;=:@-]+(\/[A-Za-z0-9._~!$&'()*+,;=:@-]+)*$/;

/**
 * The bytes of an entry, and the list beside it (at `listPath`, which need not be taken) where it would be longer than
 * `inlineBytesMax` with its files in it. Files may come in any order. `hash`: SHA-256. Throws a RangeError for what no
 * reader would accept.
 */
export function makeLogEntry(
  entry: LogEntry,
  listPath: string,
  hash: (bytes: Bytes) => Uint8Array,
  inlineBytesMax = ENTRY_BYTES_MAX,
): { bytes: Bytes; fileList: { path: string; bytes: Bytes } | null } {
  const files = sortFiles(entry.files);
  if (files.some(isFileList))
    throw new RangeError(`only a file list may have a path that ends in ${FILE_LIST_END}`);
  const whole = writeEntry({ ...entry, files });
  if (whole.length <= inlineBytesMax) return { bytes: expectReadable(whole, readLogEntry), fileList: null };

  const list = expectReadable(formatFileList(files), readFileList);
  const listed = { path: listPath, sha256: toHex(hash(list)), bytes: list.length };
  const bytes = expectReadable(writeEntry({ ...entry, files: [listed] }), readLogEntry);
  if (!isFileList(listed)) {
    throw new RangeError(
      `the file list has the path "${listPath}"; expected one that ends in ${FILE_LIST_END}`,
    );
  }
  return { bytes, fileList: { path: listPath, bytes: list } };
}

/** The list that stands in for the files of an entry; null where the entry names them itself. */
export function fileListOf({ files }: LogEntry): LoggedFile | null {
  const [first] = files;
  return first !== undefined && isFileList(first) ? first : null;
}

/** `index`: the entry's own, where it is known: it can replace only an earlier one. */
export function readLogEntry(bytes: Bytes, index?: number): ReadLogEntry {
  const refuse = (reason: string): ReadLogEntry => ({ ok: false, reason: `the entry ${reason}` });
  if (bytes.length > ENTRY_BYTES_MAX) {
    return refuse(`has ${bytes.length} bytes; expected ${ENTRY_BYTES_MAX} at most`);
  }
  const members = readMembers(bytes, [
    'code_commit',
    'files',
    'kind',
    'reason',
    'report_date',
    'schema',
    'supersedes',
  ]);
  if (members === null) return refuse('is not canonical JSON with the members of an entry');
  const { code_commit: codeCommit, reason, report_date: reportDate, schema, supersedes } = members;
  if (schema !== ENTRY_SCHEMA) return refuse(`has the schema ${found(schema)}; expected "${ENTRY_SCHEMA}"`);
  const kind = ENTRY_KINDS.find((known) => known === members.kind);
  if (kind === undefined) {
    return refuse(`has the kind ${found(members.kind)}; expected one of ${ENTRY_KINDS.join(', ')}`);
  }
  if (typeof reportDate !== 'string' || parseDay(reportDate) === null) {
    return refuse(`has the date ${found(reportDate)}; expected a day such as "2026-01-31"`);
  }
  const files = readFiles(members.files);
  if (typeof files === 'string') return refuse(files);
  if (files.length > 1 && files.some(isFileList)) {
    return refuse('names a file list and other files; expected the list alone');
  }
  if (reason !== null && !isReason(reason)) {
    return refuse(`has the reason ${found(reason)}; expected null or 1 to ${REASON_MAX} characters`);
  }
  if (reason === null && (kind === 'revision' || kind === 'correction' || files.length === 0)) {
    return refuse(`is a ${kind} with ${files.length} files and no reason; expected one`);
  }
  if (
    codeCommit !== null &&
    !(typeof codeCommit === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(codeCommit))
  ) {
    return refuse(`has the code_commit ${found(codeCommit)}; expected null or 40 or 64 hexadecimal digits`);
  }
  if (supersedes !== null && !(isCount(supersedes) && (index === undefined || supersedes < index))) {
    return refuse(`has supersedes ${found(supersedes)}; expected null or the index of an earlier entry`);
  }
  return { ok: true, entry: { kind, reportDate, files, supersedes, reason, codeCommit } };
}

/** The bytes of a file list: the files sorted by path. */
export function formatFileList(files: readonly LoggedFile[]): Bytes {
  return toUtf8(spellFileList(sortFiles(files)));
}

/** Lists are long and a log has many: each is read and spelled once, with the one spelling that such names can have. */
export function readFileList(bytes: Bytes): ReadFileList {
  const refuse = (reason: string): ReadFileList => ({ ok: false, reason: `the file list ${reason}` });
  const text = fromUtf8(bytes);
  const members = membersOf(parseJson(text), ['files', 'schema']);
  if (members === null) return refuse('is not canonical JSON with the members of a file list');
  if (members.schema !== FILE_LIST_SCHEMA) {
    return refuse(`has the schema ${found(members.schema)}; expected "${FILE_LIST_SCHEMA}"`);
  }
  // That no file has other members is seen where the list is spelled again.
  const files = readFiles(members.files, (one) => (one ?? {}) as Partial<Record<string, JsonValue>>);
  if (typeof files === 'string') return refuse(files);
  const list = files.find(isFileList);
  if (list !== undefined) return refuse(`names another file list, ${list.path}`);
  if (spellFileList(files) !== text) return refuse('is not canonical JSON');
  return { ok: true, files };
}

/**
 * The first of some files that a list names, and how many it names; null: none. Only for a list whose hash is known to be
 * the one that was logged: a page need not take all of a long list apart to find itself. A path that stands there twice is
 * as good as none, since the list would have two readings.
 */
export function findInFileList(
  bytes: Bytes,
  paths: readonly string[],
): { file: LoggedFile; count: number } | null {
  // In the one spelling of a list no path and no hash has a quotation mark, so that this begins a file and nothing else.
  const files = (fromUtf8(bytes) ?? '').split('{"bytes":').slice(1);
  for (const path of paths) {
    const found = files.filter((one) => one.includes(`,"path":"${path}",`));
    const [, length, hash] = /^(\d+),"path":"[^"]+","sha256":"([0-9a-f]{64})"\}/.exec(found[0] ?? '') ?? [];
    if (found.length === 1 && hash !== undefined)
      return { file: { path, sha256: hash, bytes: Number(length) }, count: files.length };
  }
  return null;
}

/** As `canonicalJson` writes it: neither paths nor hashes have a character that it would escape. */
function spellFileList(files: readonly LoggedFile[]): string {
  const spelled = files.map(
    ({ path, sha256, bytes }) => `{"bytes":${bytes},"path":"${path}","sha256":"${sha256}"}`,
  );
  return `{"files":[${spelled.join(',')}],"schema":"${FILE_LIST_SCHEMA}"}`;
}

function parseJson(text: string | null): JsonValue {
  try {
    return JSON.parse(text ?? '') as JsonValue;
  } catch {
    return null;
  }
}

function writeEntry({ kind, reportDate, files, supersedes, reason, codeCommit }: LogEntry): Bytes {
  return canonicalJson({
    schema: ENTRY_SCHEMA,
    report_date: reportDate,
    kind,
    files: files.map(spellFile),
    supersedes,
    reason,
    code_commit: codeCommit,
  });
}

function spellFile({ path, sha256, bytes }: LoggedFile): JsonValue {
  return { path, sha256, bytes };
}

function sortFiles(files: readonly LoggedFile[]): LoggedFile[] {
  return [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
}

function expectReadable(
  bytes: Bytes,
  read: (bytes: Bytes) => { ok: true } | { ok: false; reason: string },
): Bytes {
  const answer = read(bytes);
  if (!answer.ok) throw new RangeError(answer.reason);
  return bytes;
}

/** The members of an object in canonical JSON that has exactly these; null for anything else. */
function readMembers<Name extends string>(
  bytes: Bytes,
  names: readonly Name[],
): Record<Name, JsonValue> | null {
  return membersOf(readCanonicalJson(bytes)?.value ?? null, names);
}

/** `names` in the order of canonical JSON. */
function membersOf<Name extends string>(
  value: JsonValue,
  names: readonly Name[],
): Record<Name, JsonValue> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const own = Object.keys(value).sort();
  const isSame = own.length === names.length && own.every((name, at) => name === names[at]);
  return isSame ? (value as Record<Name, JsonValue>) : null;
}

/** The files, or what is wrong with them. */
function readFiles(
  value: JsonValue,
  read: (one: JsonValue) => Partial<Record<string, JsonValue>> = (one) =>
    membersOf(one, ['bytes', 'path', 'sha256']) ?? {},
): LoggedFile[] | string {
  if (!Array.isArray(value)) return 'has no list of files';
  const files: LoggedFile[] = [];
  for (const one of value as readonly JsonValue[]) {
    const { path, sha256: hash, bytes } = read(one);
    if (typeof path !== 'string' || !isPath(path)) {
      return `names the file ${found(one)}; expected bytes, sha256 and a path below the site`;
    }
    if (typeof hash !== 'string' || !isHash(hash)) {
      return `gives ${path} the sha256 ${found(hash ?? null)}; expected ${HASH_BYTES * 2} hexadecimal digits`;
    }
    if (!isCount(bytes ?? null))
      return `gives ${path} ${found(bytes ?? null)} bytes; expected a whole number`;
    const before = files.at(-1)?.path;
    if (before !== undefined && before >= path)
      return `has ${path} after ${before}; expected them sorted, each once`;
    files.push({ path, sha256: hash, bytes: bytes as number });
  }
  return files;
}

function isFileList({ path }: LoggedFile): boolean {
  return path.endsWith(FILE_LIST_END);
}

function isPath(path: string): boolean {
  return path.length <= PATH_MAX && PATH.test(path) && !STEP.test(path);
}

/** A million are read where a log has many editions: this takes a tenth of a regular expression's time. */
function isHash(text: string): boolean {
  if (text.length !== HASH_BYTES * 2) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isDigit = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
    if (!isDigit) return false;
  }
  return true;
}

function isReason(value: JsonValue): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= REASON_MAX;
}

function isCount(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function found(value: JsonValue): string {
  return JSON.stringify(value).slice(0, 120);
}
