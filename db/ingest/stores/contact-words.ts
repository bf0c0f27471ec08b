/**
 * What is known of a contact besides its times, as numbers: words by the dictionary, references by their hash.
 * Owns that step for full records and for live events; refuses to hand on a reference in clear.
 */
import type { ContactFields } from '../../contact-record.ts';
import { CATEGORIES, type ContactDetails, DEMANDS } from '../../domain/contact.ts';
import { NO_ROOM, type TermKind } from '../dictionary.ts';
import { detach } from '../row.ts';
import { type LoadContext, positionOf } from './store.ts';

export class ContactWords {
  private readonly context: LoadContext;
  /** numbers of the agents staged: there are few, and each is hashed once */
  private readonly agents = new Map<string, number>();

  constructor(context: LoadContext) {
    this.context = context;
  }

  /** Fills in every field but channel and outcome; says which word has no room, and then the fields mean nothing. */
  fill(details: ContactDetails, fields: ContactFields): TermKind | null {
    const { hasher, dictionary } = this.context;
    const queue = dictionary.term('queue', details.queue);
    const cause = dictionary.term('cause', details.cause);
    const subCause = dictionary.term('sub_cause', details.subCause);
    const language = dictionary.term('language', details.language);
    const region = dictionary.term('region', details.region);
    if (queue === NO_ROOM) return 'queue';
    if (cause === NO_ROOM) return 'cause';
    if (subCause === NO_ROOM) return 'sub_cause';
    if (language === NO_ROOM) return 'language';
    if (region === NO_ROOM) return 'region';
    fields.category = positionOf(CATEGORIES, details.category);
    fields.demand = positionOf(DEMANDS, details.demand);
    fields.resolvedFirst = details.resolvedFirst === null ? null : Number(details.resolvedFirst);
    fields.queue = queue;
    fields.cause = cause;
    fields.subCause = subCause;
    fields.language = language;
    fields.region = region;
    fields.menuSeconds = details.menuSeconds;
    fields.waitSeconds = details.waitSeconds;
    fields.holdSeconds = details.holdSeconds;
    fields.handleSeconds = details.handleSeconds;
    fields.priority = details.priority;
    fields.transfers = details.transfers;
    fields.customer = details.customer === null ? null : hasher.customer(details.customer);
    fields.agent = details.agent === null ? null : this.agentOf(details.agent);
    return null;
  }

  clear(): void {
    this.agents.clear();
  }

  private agentOf(reference: string): number {
    let agent = this.agents.get(reference);
    if (agent === undefined) {
      const { dictionary, hasher } = this.context;
      agent = dictionary.agent(hasher.agent(reference));
      this.agents.set(detach(reference), agent);
    }
    return agent;
  }
}
