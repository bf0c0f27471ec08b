import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkLicences, isLicenceAccepted } from '../../scripts/licences.ts';

const isAccepted = (licence: string) => ['MIT', 'ISC', 'CC-BY-3.0'].includes(licence);

test.each([
  ['MIT', true],
  ['GPL-3.0-only', false],
  ['GPL-3.0-only OR MIT', true],
  ['(ISC AND CC-BY-3.0)', true],
  ['MIT AND GPL-3.0-only', false],
  ['GPL-3.0-only OR MIT AND ISC', true],
  ['(MIT OR ISC) AND GPL-3.0-only', false],
  ['MIT WITH some-exception', true],
  ['MIT ISC', false],
  ['(MIT', false],
  ['SEE LICENSE IN LICENSE.md', false],
  ['', false],
])('the expression %j is accepted: %s', (expression, expected) => {
  expect(isLicenceAccepted(expression, isAccepted)).toBe(expected);
});

describe('a project', () => {
  let root = '';

  const addPackage = (name: string, description: object) => {
    mkdirSync(join(root, 'node_modules', name), { recursive: true });
    writeFileSync(join(root, 'node_modules', name, 'package.json'), JSON.stringify(description));
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'licences-'));
    const packages = {
      '': { license: 'Proprietary' },
      'node_modules/free': { version: '1.0.0' },
      'node_modules/bound': { version: '2.0.0' },
      'node_modules/silent': { version: '3.0.0' },
      'node_modules/listed': { version: '4.0.0' },
      'node_modules/free/node_modules/@img/sharp-libvips-other': {
        version: '5.0.0',
        license: 'LGPL-3.0-or-later',
      },
      'node_modules/elsewhere': { version: '6.0.0', license: 'LGPL-3.0-or-later' },
    };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
    addPackage('free', { license: 'MIT' });
    addPackage('bound', { license: 'AGPL-3.0-only' });
    addPackage('silent', {});
    addPackage('listed', { licenses: [{ type: 'AGPL-3.0-only' }, { type: 'BSD-3-Clause' }] });
  });

  afterEach(() => rmSync(root, { recursive: true }));

  test('is told of each package whose licence is not allowed, not stated, or excepted for others only', () => {
    expect(checkLicences(root)).toEqual({
      checkedCount: 6,
      offenders: [
        { name: 'bound', version: '2.0.0', licence: 'AGPL-3.0-only' },
        { name: 'silent', version: '3.0.0', licence: '' },
        { name: 'elsewhere', version: '6.0.0', licence: 'LGPL-3.0-or-later' },
      ],
    });
  });
});
