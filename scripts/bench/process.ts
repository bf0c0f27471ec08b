/** Runs other programs for the benchmarks: how long they took, and the most memory they held. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

export interface Run {
  seconds: number;
  /** null where the system does not tell */
  peakBytes: number | null;
}

const LOOK_MS = 20;

/** Whether a program answers to this argument. */
export function hasProgram(name: string, versionArgument: string): boolean {
  return spawnSync(name, [versionArgument], { stdio: 'ignore' }).error === undefined;
}

/** Runs a program to its end; throws with what it wrote where that was not a success. */
export async function timeProgram(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Run> {
  // What the run before left to be written to the disk shall not slow this one.
  spawnSync('sync');
  const started = performance.now();
  const child = spawn(name, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let peakBytes: number | null = null;
  const looking = setInterval(() => {
    peakBytes = peakMemoryOf(child.pid) ?? peakBytes;
  }, LOOK_MS);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(looking);
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said.trim().slice(-500)}`);
  return { seconds: (performance.now() - started) / 1000, peakBytes };
}

/** The high-water mark that Linux keeps for each process. */
function peakMemoryOf(pid: number | undefined): number | null {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1024;
  } catch {
    return null;
  }
}
