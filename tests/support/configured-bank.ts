/** A small bank whose operator changes the configuration. Owns the change; the bank's own settings stay. */
import { parseConfiguration } from '../../db/configuration.ts';
import { CONFIGURATION, type SmallBank } from './small-bank.ts';

/** From now on the bank is configured with these settings besides its own. */
export function configureBank(bank: SmallBank, settings: object): void {
  const parsed = parseConfiguration(JSON.stringify({ ...CONFIGURATION, ...settings }), 'test');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  Object.assign(bank, { configuration: parsed.configuration });
}
