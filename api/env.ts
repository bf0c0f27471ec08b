/** The environment, parsed once: names, defaults and limits of its variables. Refuses to be read anywhere else. */
import { parseInstant } from '../db/domain/zone.ts';
import { isNetwork } from './visitor.ts';

export interface Environment {
  /** 0: a port that is free, chosen by the system */
  port: number;
  host: string;
  databasePath: string;
  /** null: the demonstration's for a demonstration, else the smallest one */
  configPath: string | null;
  /** the built site and the published files */
  outPath: string;
  /** addresses and networks of the proxies in front, which are believed about who asks */
  proxies: readonly string[];
  /** UTC second at which the clock starts; null: the machine's own time */
  now: number | null;
}

export type ReadEnvironment =
  | { ok: true; environment: Environment }
  | { ok: false; problems: readonly string[] };

const LAST_PORT = 65_535;

/** An empty variable counts as unset. Each problem is one line: name, value, what was expected. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): ReadEnvironment {
  const given = (name: string) => variables[name] || undefined;
  const problems: string[] = [];

  const port = given('PORT') ?? '4321';
  if (!/^\d{1,5}$/.test(port) || Number(port) > LAST_PORT) {
    problems.push(`PORT: found "${port}"; expected a whole number, 0 to ${LAST_PORT}`);
  }
  const host = given('HOST') ?? '127.0.0.1';
  if (/\s|\//.test(host)) {
    problems.push(`HOST: found "${host}"; expected an address or a name, for example "127.0.0.1"`);
  }
  const proxies = (given('CANDOUR_PROXIES') ?? '').split(/[\s,]+/).filter((one) => one !== '');
  for (const proxy of proxies.filter((one) => !isNetwork(one))) {
    problems.push(
      `CANDOUR_PROXIES: found "${proxy}"; expected addresses or networks, for example "127.0.0.1, 10.0.0.0/8"`,
    );
  }
  const written = given('CANDOUR_NOW');
  const now = written === undefined ? null : parseInstant(written);
  if (now?.ok === false) problems.push(`CANDOUR_NOW: found "${written}"; ${now.reason}`);

  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    environment: {
      port: Number(port),
      host,
      databasePath: given('CANDOUR_DB') ?? 'var/candour.db',
      configPath: given('CANDOUR_CONFIG') ?? null,
      outPath: given('CANDOUR_OUT') ?? 'dist',
      proxies,
      now: now?.ok ? now.utcSeconds : null,
    },
  };
}

/** A moment in whole UTC seconds. */
export type Clock = () => number;

/** A clock that shows `start` (UTC seconds) now and runs on from there; null: the machine's own. */
export function makeClock(start: number | null): Clock {
  const ahead = start === null ? 0 : start * 1000 - Date.now();
  return () => Math.floor((Date.now() + ahead) / 1000);
}
