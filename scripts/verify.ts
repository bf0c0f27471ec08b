/**
 * `npm run verify`: checks a published site against its log, with nothing but the site. Says on standard output what it
 * found, what that proves and what not. Exit 0 whole, 1 not whole or not readable, 2 wrong usage.
 */
import { hash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { Command } from 'commander';
import { type Bytes, sameBytes } from '../db/domain/bytes.ts';
import { parseVerifierKey, type VerifierKey } from '../db/domain/signed-note.ts';
import type { ReadSite } from '../db/domain/site-faults.ts';
import { CHECKPOINT_PATH } from '../db/domain/site-log.ts';
import { type Verification, verifySite } from '../db/domain/site-verification.ts';
import { replaceFile } from '../db/replace-file.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';
import { Mirror } from './mirror.ts';
import { progressLine } from './progress.ts';
import { readFolder, readWeb } from './site-reader.ts';
import { sayVerification } from './verification-words.ts';

/** How often a site may be published anew while it is being read. */
const ROUNDS = 3;

interface Arguments {
  site: string;
  keys: VerifierKey[];
  kept: Bytes | null;
  keepPath: string | null;
  mirror: Mirror | null;
}

async function main(): Promise<number> {
  const asked = await parseArguments();
  const { keys, kept, keepPath, mirror, site: place } = asked;
  const copied = mirror?.checkpoint ?? null;
  if (kept !== null && copied !== null && !sameBytes(kept, copied)) {
    throw new UsageError(
      '--checkpoint and --mirror: the copy has a checkpoint of its own; expected one of the two',
    );
  }
  const anchors = { keys, kept: kept ?? copied };
  const verification = await verifyWhileItStays(place, mirror, anchors);
  const hasKept = anchors.kept !== null;
  for (const line of sayVerification(verification, { hasKey: keys.length > 0, hasKept })) say(line);
  const isWhole = verification.faultCount === 0;
  if (isWhole && keepPath !== null && verification.log !== null) {
    replaceFile(keepPath, verification.log.note);
    say(`kept the checkpoint in ${keepPath}: next time give it as --checkpoint ${keepPath}`);
  }
  if (mirror !== null) {
    if (isWhole) mirror.take();
    else mirror.drop();
    say(isWhole ? 'the copy is up to date' : 'the copy stays as it was');
  }
  return isWhole ? EXIT.well : EXIT.nothing;
}

/** Checks again where the site was published anew meanwhile: files of two publications do not fit together. */
async function verifyWhileItStays(
  place: string,
  mirror: Mirror | null,
  anchors: { keys: VerifierKey[]; kept: Bytes | null },
): Promise<Verification> {
  for (let round = 1; ; round++) {
    const site = openSite(place);
    const line = progressLine();
    const verification = await verifySite(mirror?.following(site) ?? site, {
      ...anchors,
      hash: (bytes) => hash('sha256', bytes, 'buffer'),
      progress: (done, total) => line.show(done, total, 'files'),
    });
    line.end();
    if (verification.faultCount === 0 || round === ROUNDS || !(await hasMoved(site, verification)))
      return verification;
    say('the site was published anew meanwhile: checking again');
    mirror?.drop();
  }
}

async function hasMoved(site: ReadSite, { log }: Verification): Promise<boolean> {
  if (log === null) return false;
  const now = await Promise.resolve(site.read(CHECKPOINT_PATH)).catch(() => null);
  return now !== null && !sameBytes(now, log.note);
}

function openSite(place: string): ReadSite {
  if (/^https?:/i.test(place)) {
    if (!URL.canParse(place))
      throw new UsageError(`found "${place}"; expected an address such as https://figures.example.org`);
    return readWeb(new URL(place));
  }
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(
      `found "${place}"; expected the folder of a published site, or its address with https://`,
    );
  }
  return readFolder(place);
}

async function parseArguments(): Promise<Arguments> {
  const command = new Command('npm run verify --')
    .description('checks a published site against its log')
    .argument('<site>', 'folder or address of a published site')
    .option(
      '--key <verifier>',
      'the public key that you have from elsewhere; may be given again',
      collect,
      [],
    )
    .option('--checkpoint <file>', 'the checkpoint that you kept: the log must go on from it')
    .option('--keep <file>', 'keep the checkpoint in this file where the site is whole')
    .option('--mirror <folder>', 'keep a copy of the site, which only grows with its log');
  parseCommand(command);
  const options = command.opts<{ key: string[]; checkpoint?: string; keep?: string; mirror?: string }>();
  const keys = await Promise.all(
    options.key.map(async (text) => {
      const parsed = await parseVerifierKey(text.trim());
      if (!parsed.ok) throw new UsageError(`--key: ${parsed.reason}`);
      return parsed.key;
    }),
  );
  return {
    site: command.args[0] ?? '',
    keys,
    kept: options.checkpoint === undefined ? null : readKept(options.checkpoint),
    keepPath: options.keep ?? null,
    mirror: options.mirror === undefined ? null : new Mirror(options.mirror),
  };
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function readKept(path: string): Bytes {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw new UsageError(
      `--checkpoint: ${path} cannot be read: ${(error as Error).message}; --keep ${path} makes one`,
    );
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runCommand(main);
