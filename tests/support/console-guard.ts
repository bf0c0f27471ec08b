// Owns the rule that a test which prints an error or a warning has failed: whoever reads the console would have seen it.
// A test that expects one takes it with `vi.spyOn(console, 'error')`.
import { format } from 'node:util';
import { afterEach, beforeEach } from 'vitest';

const printed: string[] = [];

const listen = () => {
  for (const level of ['error', 'warn'] as const) {
    console[level] = (...values: unknown[]) => {
      printed.push(`console.${level}: ${format(...values)}`);
    };
  }
};

listen();
beforeEach(listen);

afterEach(() => {
  const found = printed.splice(0);
  if (found.length > 0) throw new Error(`unexpected output, none was expected:\n${found.join('\n')}`);
});
