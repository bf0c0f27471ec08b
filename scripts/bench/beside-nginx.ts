/**
 * Requests a second of an address of ours, as a share of what nginx does with the same bytes as a file. The two take turns.
 * Refuses to guess where nginx or wrk is not installed: then it says which is missing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './figure.ts';
import { hasProgram } from './process.ts';

const ROUNDS = 3;
const SECONDS = 5;
const CONNECTIONS = 32;

export interface BesideNginx {
  /** of the body as it is sent */
  bytes: number;
  /** a second */
  requests: number;
  /** of the requests of nginx */
  share: number;
}

/** `folder`: where nginx may keep its files. A text: the program that is missing. */
export async function measureBesideNginx(
  folder: string,
  ours: string,
  { rounds = ROUNDS, seconds = SECONDS } = {},
): Promise<BesideNginx | string> {
  for (const program of ['nginx', 'wrk']) {
    if (!hasProgram(program, '-v')) return `${program} is not installed`;
  }
  const body = await bytesAsSent(ours);
  const { server, address } = await startNginx(join(folder, 'nginx'), body);
  try {
    const rates: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      rates[0].push(await requestRate(ours, seconds));
      rates[1].push(await requestRate(address, seconds));
    }
    const [mine, theirs] = rates.map(median) as [number, number];
    return { bytes: body.length, requests: mine, share: mine / theirs };
  } finally {
    server.kill('SIGTERM');
  }
}

/** The body as it passes the wire: fetch would undo its encoding. */
async function bytesAsSent(address: string): Promise<Buffer> {
  const request = get(address, { headers: { 'accept-encoding': 'br' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray());
  if (response.statusCode !== 200) throw new Error(`${address} answers ${response.statusCode}: ${body}`);
  return body;
}

/** One worker, as there is one process of ours; no log, as there is none of ours. */
async function startNginx(folder: string, body: Buffer): Promise<{ server: ChildProcess; address: string }> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'year'), body);
  const port = await freePort();
  writeFileSync(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root; ' : ''}daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10;
  client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
  uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  server { listen 127.0.0.1:${port}; root ${folder}; default_type application/json; }
}
`,
  );
  const server = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = `http://127.0.0.1:${port}/year`;
  for (let tries = 0; tries < 50; tries++) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return { server, address };
    await sleep(100);
  }
  server.kill('SIGTERM');
  throw new Error('nginx did not begin to serve');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Beside the event loop, which may have work to do meanwhile. */
async function requestRate(address: string, seconds: number): Promise<number> {
  const args = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-H', 'accept-encoding: br', address];
  const wrk = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = Buffer.concat(await wrk.stdout.toArray()).toString();
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(said)?.[1];
  if (rate === undefined || /Non-2xx/.test(said))
    throw new Error(`wrk could not measure ${address}:\n${said}`);
  return Number(rate);
}
