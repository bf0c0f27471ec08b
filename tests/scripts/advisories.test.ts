import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeAudit, isGrave, readAudit, type Severity } from '../../scripts/advisories.ts';

const lock = {
  packages: {
    '': {},
    'node_modules/served': {},
    'node_modules/builds': { dev: true },
    'node_modules/builds/node_modules/served': { dev: true },
  },
};
const advisory = (severity: Severity, id = 1) => ({
  ...{ title: 'it can be misled', url: `https://github.com/advisories/${id}`, severity },
});
/** As npm 10 and 11 say it. */
const said = (name: string, nodes: string[], via: unknown[]) =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities: { [name]: { name, nodes, via } } });

describe('an advisory', () => {
  test.each([
    ['served', ['node_modules/served'], 'critical', true],
    ['served', ['node_modules/served'], 'high', true],
    ['served', ['node_modules/served'], 'moderate', false],
    ['builds', ['node_modules/builds'], 'critical', false],
    ['served', ['node_modules/builds/node_modules/served'], 'critical', false],
    ['served', ['node_modules/builds/node_modules/served', 'node_modules/served'], 'high', true],
  ] as const)('of %s at %j that is %s is grave: %s', (name, nodes, severity, expected) => {
    const audit = readAudit(said(name, [...nodes], [advisory(severity)]), lock);
    expect(audit.ok && audit.advisories.map(isGrave)).toEqual([expected]);
  });

  test('is told once, by the package that has it, with where it is described', () => {
    const text = JSON.stringify({
      vulnerabilities: {
        builds: { name: 'builds', nodes: ['node_modules/builds'], via: ['served', advisory('low', 2)] },
        served: { name: 'served', nodes: ['node_modules/served'], via: [advisory('high')] },
      },
    });
    expect(describeAudit(readAudit(text, lock))).toEqual([
      'high: served: it can be misled, https://github.com/advisories/1',
      'low: builds (builds and tests alone): it can be misled, https://github.com/advisories/2',
      '2 advisories, 1 of them grave for what is served',
    ]);
  });

  test('that is accepted is told with its reason, and is not grave', () => {
    const accepted = [{ url: 'https://github.com/advisories/1', reason: 'it is never called' }];
    const audit = readAudit(said('served', ['node_modules/served'], [advisory('critical')]), lock, accepted);
    expect(audit.ok && audit.advisories.map(isGrave)).toEqual([false]);
    expect(describeAudit(audit)[0]).toMatch(/; accepted: it is never called$/);
  });

  test('is none where the registry knows none', () => {
    expect(describeAudit(readAudit('{"auditReportVersion":2,"vulnerabilities":{}}', lock))).toEqual([
      '0 advisories, 0 of them grave for what is served',
    ]);
  });
});

test.each([
  ['{"message":"405 Method Not Allowed","error":{"summary":""}}', '405 Method Not Allowed'],
  [
    '{"error":{"code":"ENOLOCK","summary":"This command requires a lockfile"}}',
    'This command requires a lockfile',
  ],
  ['npm could not be asked (ENOENT)', 'npm could not be asked (ENOENT)'],
  ['', 'npm said nothing'],
  ['{}', 'npm did not say why'],
])('where npm says %j nobody was asked, and the reason is told', (text, reason) => {
  expect(describeAudit(readAudit(text, lock))).toEqual([
    `not asked: ${reason}; ask with npm audit where the registry can be reached`,
  ]);
});

describe('the step of the gate', () => {
  const script = fileURLToPath(new URL('../../scripts/advisories.ts', import.meta.url));
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** With an npm that says this. */
  function run(text: string, ...args: string[]) {
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\ncat <<'END'\n${text}\nEND\nexit 1\n`);
    chmodSync(join(folder, 'npm'), 0o755);
    const env = { ...process.env, npm_execpath: '', PATH: `${folder}${delimiter}${process.env.PATH}` };
    const { status, stdout } = spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
    return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
  }

  test('prints what is known of our packages and passes; the long run fails where it is grave', () => {
    const grave = said('hono', ['node_modules/hono'], [advisory('high')]);
    const lastLine = '1 advisories, 1 of them grave for what is served';
    expect(run(grave)).toEqual({ status: 0, lastLine });
    expect(run(grave, '--strict')).toEqual({ status: 1, lastLine });
    expect(run(said('vitest', ['node_modules/vitest'], [advisory('critical')]), '--strict').status).toBe(0);
  });

  test('passes, and says why, where the registry cannot be asked', () => {
    for (const args of [[], ['--strict']]) {
      const { status, lastLine } = run('{"message":"request to the registry failed"}', ...args);
      expect([status, lastLine]).toEqual([0, expect.stringMatching(/^not asked: request to the registry/)]);
    }
  });
});
