/** Requests a second for a year of hours that is ready to send, against nginx serving the same bytes as a file. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, median } from './figure.ts';
import type { LoadedContacts } from './load.ts';
import { hasProgram } from './process.ts';

const LEAST_OF_NGINX = 0.55;
const ROUNDS = 3;
const SECONDS = 5;
const CONNECTIONS = 32;
const ADDRESS = '/api/v1/series?metric=offered&grain=hour&from=2025-01-01&to=2025-12-31';
const NAME = 'requests, as a share of those of nginx';

export async function benchHttp(folder: string, loaded: LoadedContacts): Promise<Figure[]> {
  for (const [program, argument] of [
    ['nginx', '-v'],
    ['wrk', '-v'],
  ] as const) {
    if (hasProgram(program, argument)) continue;
    return [{ name: NAME, value: null, unit: '', target: null, note: `${program} is not installed` }];
  }
  const running: ChildProcess[] = [];
  try {
    const api = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), loaded.databasePath], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.push(api);
    const ours = `${await firstLine(api)}${ADDRESS}`;
    const body = await bytesAsSent(ours);
    const { server, address } = await startNginx(join(folder, 'nginx'), body);
    running.push(server);
    const rates: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      rates[0].push(requestRate(ours));
      rates[1].push(requestRate(address));
    }
    const [mine, theirs] = rates.map(median) as [number, number];
    return [
      {
        name: `requests of ${Math.round(body.length / 1000)} kB`,
        value: mine,
        unit: 'a second',
        target: null,
      },
      { name: NAME, value: mine / theirs, unit: '', target: { least: LEAST_OF_NGINX } },
    ];
  } finally {
    for (const child of running) child.kill('SIGTERM');
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

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout!) return String(chunk).trim();
  throw new Error('the server ended before it said its address');
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

function requestRate(address: string): number {
  const { stdout } = spawnSync(
    'wrk',
    ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '-H', 'accept-encoding: br', address],
    { encoding: 'utf8' },
  );
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined || /Non-2xx/.test(stdout))
    throw new Error(`wrk could not measure ${address}:\n${stdout}`);
  return Number(rate);
}
