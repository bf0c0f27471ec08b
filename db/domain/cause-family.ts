/**
 * A cause and its parts: the causes of which the configuration says that it is the parent.
 * Owns for which causes of the records a name stands, and when two names are about the same; refuses to look at records.
 */

/** As the configuration has them. */
export type ParentedCauses = Readonly<Record<string, { readonly parent: string | null }>>;

/** A cause as an action names it, with what it belongs to and what belongs to it. */
export interface NamedCause {
  readonly id: string;
  readonly parent: string | null;
  readonly parts: readonly { readonly id: string }[];
}

/** The causes of which this one is the parent, in the order of the configuration. */
export function partsOfCause(causes: ParentedCauses, cause: string): string[] {
  return Object.keys(causes).filter((key) => causes[key]!.parent === cause);
}

/** Every key of records for which a cause stands: its own, then its parts. */
export function familyOf(causes: ParentedCauses, cause: string): string[] {
  return [cause, ...partsOfCause(causes, cause)];
}

/** Whether what names one cause is about another: the same, a part of it, or what it is a part of. */
export function isAboutCause({ id, parent, parts }: NamedCause, cause: string): boolean {
  return id === cause || parent === cause || parts.some((part) => part.id === cause);
}
