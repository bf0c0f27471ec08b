/**
 * The contacts that answers and codings name: how many of them are on record under the source of the load, and which other
 * source has contacts with such ids. Owns that look; refuses to join a record with the contact of another source, for two
 * sources may both number from 1.
 */
import type { Kind, RecordOf } from '../domain/contact.ts';
import { idBytes } from '../secret.ts';
import { LEAST_EQUAL, otherSourcesOf, SAMPLE, SUSPICIOUS_SHARE } from './other-sources.ts';
import { detach } from './row.ts';
import type { LoadContext } from './stores/store.ts';

export interface UnknownContacts {
  /** records that were taken and name a contact that is not on record under their source */
  count: number;
  /** records that were taken and name a contact */
  named: number;
  /** the source under which half of them and more stand, where there is one */
  knownUnder: string | null;
}

export const NONE_NAMED: UnknownContacts = { count: 0, named: 0, knownUnder: null };

/** Thrown in place of storing records whose contacts another source has. */
export class ContactsElsewhere extends Error {
  readonly kind: Kind;
  /** the other source */
  readonly source: string;
  readonly compared: number;
  readonly known: number;

  constructor(kind: Kind, source: string, { compared = 0, known = 0 }) {
    super(`${known} of ${compared} contacts that ${kind} name are known from the source ${source}`);
    this.kind = kind;
    this.source = source;
    this.compared = compared;
    this.known = known;
  }
}

/** Null for kinds whose records name no contact, or make the one that they name. */
export function namedContactsOf(kind: Kind, context: LoadContext): NamedContacts | null {
  return kind === 'surveys' || kind === 'codings' ? new NamedContacts(kind, context) : null;
}

export class NamedContacts {
  private readonly kind: Kind;
  private readonly context: LoadContext;
  private readonly find;
  /** what each staged record names, by place */
  private staged: (string | null)[] = [];
  private named = 0;
  private unknown = 0;
  /** some of the unknown ones, for the search at the end */
  private readonly sample: string[] = [];

  constructor(kind: Kind, context: LoadContext) {
    this.kind = kind;
    this.context = context;
    this.find = context.db.sql.prepare<[Buffer], number>('SELECT 1 FROM contact_ids WHERE hash = ?').pluck();
  }

  note(record: RecordOf[Kind]): void {
    const id = 'contactId' in record ? record.contactId : null;
    this.staged.push(id === null ? null : detach(id));
  }

  clear(): void {
    this.staged = [];
  }

  /** Throws ContactsElsewhere where half of the contacts stand under another source, and not under this one. */
  check(): void {
    const named = this.staged.filter((id) => id !== null);
    const stride = Math.ceil(named.length / (2 * SAMPLE));
    const some = named.filter((_, i) => i % stride === 0);
    const unknown = some.filter((id) => !this.isKnown(this.context.source, id));
    const elsewhere = this.searchElsewhere(unknown, some.length);
    if (elsewhere === null || elsewhere.known < LEAST_EQUAL) return;
    throw new ContactsElsewhere(this.kind, elsewhere.source, {
      compared: some.length,
      known: elsewhere.known,
    });
  }

  /** Counts what is staged, once it is stored. `isTaken`: of each place. */
  count(isTaken: readonly boolean[]): void {
    this.staged.forEach((id, place) => {
      if (id === null || !isTaken[place]) return;
      this.named++;
      if (this.isKnown(this.context.source, id)) return;
      this.unknown++;
      if (this.sample.length < 2 * SAMPLE) this.sample.push(id);
    });
  }

  /** Of the whole load. */
  tell(): UnknownContacts {
    const elsewhere = this.searchElsewhere(this.sample, this.sample.length);
    return { count: this.unknown, named: this.named, knownUnder: elsewhere?.source ?? null };
  }

  /** The source that knows most of these ids, where it is half of so many and more. */
  private searchElsewhere(
    ids: readonly string[],
    compared: number,
  ): { source: string; known: number } | null {
    const enough = Math.max(1, compared * SUSPICIOUS_SHARE);
    let best: { source: string; known: number } | null = null;
    if (ids.length < enough) return best;
    for (const source of otherSourcesOf('contacts', this.context)) {
      const known = ids.filter((id) => this.isKnown(source, id)).length;
      if (known >= enough && known > (best?.known ?? 0)) best = { source, known };
    }
    return best;
  }

  private isKnown(source: string, id: string): boolean {
    return this.find.get(idBytes(this.context.hasher.id(source, id))) !== undefined;
  }
}
