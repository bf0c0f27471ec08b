/**
 * What stands at the head of an answer: which days it is of, in which zone they are days, and which version of the data
 * it tells. Owns these words for all answers; what else belongs there each answer says itself.
 */
import { z } from 'zod';
import { COMPARISONS } from '../../db/domain/history-window.ts';

export const versionHead = {
  timeZone: z.string().describe('in which days begin and end, for example Europe/London'),
  asOf: z.string().describe('the version of the data, never the time of the request'),
};

/** Of a stretch of whole days. */
export const windowHead = {
  from: z.string().describe('first day'),
  to: z.string().describe('last day, included'),
  ...versionHead,
};

/** An earlier stretch with which the one asked for is compared. */
export const comparedWindow = {
  comparison: z.enum(COMPARISONS),
  comparisonRule: z.string().describe('how that stretch was found, in words'),
  from: z.string(),
  to: z.string(),
};
