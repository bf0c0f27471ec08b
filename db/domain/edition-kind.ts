/**
 * Why there is a new edition: a day was due; figures became better known; they were wrong; or they are counted by another
 * definition. Source: reference 6.1, which keeps revision and correction apart.
 */
export const EDITION_KINDS = ['scheduled', 'revision', 'correction', 'definition'] as const;
export type EditionKind = (typeof EDITION_KINDS)[number];
