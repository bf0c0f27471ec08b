/** What is said of a site that was checked. Owns the words: what is proven and what is not; refuses to sound surer than that. */
import type { Verification } from '../db/domain/site-verification.ts';

/** Most faults that are told one by one. */
const TOLD = 40;

export interface Asked {
  /** a key was brought, a checkpoint was */
  hasKey: boolean;
  hasKept: boolean;
}

/** One line each, for a person. */
export function sayVerification(verification: Verification, asked: Asked): string[] {
  const { faults, faultCount, log } = verification;
  const lines: string[] = [];
  if (log !== null) {
    const { lastDay, builtOn, editions, files, bytes, ended } = verification;
    lines.push(
      `log ${log.origin}: ${count(log.size, 'entry', 'entries')}, ${count(editions, 'edition')}, the last with figures through ${lastDay ?? 'no day'}; site built on ${builtOn ?? 'no day'}`,
      `checked ${count(files, 'file')}, ${(bytes / 1e6).toFixed(1)} MB${ended === 0 ? '' : `; ${count(ended, 'figure')} of earlier editions ${ended === 1 ? 'is' : 'are'} published no more`}`,
    );
  }
  for (const { path, expected, found } of faults.slice(0, TOLD)) {
    lines.push(`FAULT ${readable(path)}: expected ${readable(expected)}; found ${readable(found)}`);
  }
  if (faultCount > TOLD) lines.push(`… and ${count(faultCount - TOLD, 'fault')} more`);
  if (faultCount > 0) {
    lines.push(
      `NOT WHOLE: ${count(faultCount, 'fault')}. What is published is not what was logged, or could not be read.`,
    );
    return lines;
  }
  return [...lines, 'WHOLE: every file is the one that was logged.', ...proven(verification, asked)];
}

/** A witness signs logs of many names: which is the publisher's it does not say. */
function ofKey({ isWitness }: { isWitness: boolean }, origin: string): string {
  return isWitness
    ? `the witness whose key you brought signed the log ${readable(origin)}, which is the publisher's if you know that name from elsewhere`
    : 'the key that you brought signed this log';
}

function proven({ anchors, lastDay, log }: Verification, { hasKey, hasKept }: Asked): string[] {
  const { key, keptSize, witnesses } = anchors;
  const by = [
    ...(key === null ? [] : [ofKey(key, log?.origin ?? '')]),
    ...(keptSize === null
      ? []
      : [
          `its first ${count(keptSize, 'entry', 'entries')} are those of the checkpoint that you kept, unchanged and in their order`,
        ]),
  ];
  const lines =
    by.length > 0
      ? [`Proven: ${by.join('; ')}; and every figure shown is the one that was logged last.`]
      : [];
  for (const { name, at, isBrought } of witnesses) lines.push(ofWitness(readable(name), at, isBrought));
  if (!hasKey && !hasKept) {
    lines.push(
      'NOT ANCHORED: the site was held against itself alone. Who could replace all of it, log and keys too, could have rewritten it, or put back an old one. Bring a key that you have from elsewhere (--key), or a checkpoint that you kept (--checkpoint); --keep FILE keeps this one for the next time.',
    );
  } else if (!hasKept) {
    lines.push(
      `Not proven: that nothing was rewritten before today by whoever holds that key, nor that this is the newest state (its figures end ${lastDay ?? 'nowhere'}). A checkpoint that you keep (--keep FILE) proves both from now on.`,
    );
  } else if (!hasKey) {
    lines.push(
      'Not proven: who signed what was added since. A key that you have from elsewhere (--key) proves it.',
    );
  }
  lines.push('Not proven by any log: that the figures were true when they were published.');
  return lines;
}

/** Of the year 9999. */
const LAST_SECOND = 253_402_300_799;

function ofWitness(name: string, at: number | null, isBrought: boolean): string {
  if (at === null)
    return `Not proven: that a witness saw the log only grow: ${name} has not signed this state of it.`;
  const time =
    at > LAST_SECOND ? `${at} s since 1970` : new Date(at * 1000).toISOString().replace('.000', '');
  const words = `Signed as well by the witness ${name} at ${time}, which says that it saw the log only grow until then.`;
  return isBrought ? words : `${words} Rely on that with its key from elsewhere (--key).`;
}

function count(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en')} ${value === 1 ? one : many}`;
}

/** What a hostile site writes must not steer the terminal. */
export function readable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD').slice(0, 400);
}
