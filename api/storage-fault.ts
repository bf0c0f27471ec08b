/** Faults of what records are kept on, which no request can be blamed for. Owns which they are; refuses to say what to do. */

const STORAGE_FAULT = /^(SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)|ENOSPC|EDQUOT|EIO|EROFS)/;

/** Whether an error says that the database cannot be read or written now, or that it is damaged. */
export function isStorageFault(error: unknown): boolean {
  return STORAGE_FAULT.test((error as { code?: string } | null)?.code ?? '');
}

/** Whether the database itself is damaged, which time does not mend. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test((error as { code?: string } | null)?.code ?? '');
}
