/** A whole server of its own for a benchmark, as `npm start` runs it: site, API and stream on a port that is free. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';

export interface ServedSite {
  /** without a slash at its end */
  address: string;
  /** resolves when the process has ended */
  stop(): Promise<void>;
}

/** `variables`: which database, configuration and output folder. Takes as long as building the site. */
export async function serveSite(
  variables: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<ServedSite> {
  const own = { PORT: '0', HOST: '127.0.0.1', CANDOUR_NOW: '' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'start.ts'), ...args], {
    env: { ...process.env, ...own, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  // Its log is read, so that it never waits for a reader, and told where it does not begin to serve.
  let log = '';
  child.stderr.on('data', (chunk) => {
    log = `${log}${chunk}`.slice(-2000);
  });
  let said = '';
  const address = new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const found = /^Candour is at (\S+?)\/?$/m.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => resolve(undefined));
  });
  const found = await address;
  if (found === undefined) throw new Error(`the site was not served: ${said.trim()} ${log.trim()}`);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { address: found, stop };
}
