/**
 * Runs shell commands that may mount disks of their own: small ones, read-only ones. Owns the namespace in which they see
 * them and nobody else does, and which is gone with them. Linux lets everybody have one where user namespaces are allowed.
 */
import { spawnSync } from 'node:child_process';

const NAMESPACE = ['--map-root-user', '--mount', 'sh', '-euc'];

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Null: this system does not let us mount. `names` are variables of the commands. */
export function withOwnDisks(commands: string, names: NodeJS.ProcessEnv): Ran | null {
  const probe = spawnSync('unshare', [...NAMESPACE, 'mount -t tmpfs -o size=1m none /mnt']);
  if (probe.status !== 0) return null;
  const { status, stdout, stderr } = spawnSync('unshare', [...NAMESPACE, commands], {
    env: { ...process.env, ...names },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
