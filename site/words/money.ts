/** Amounts of money as they are read: whole from a hundred on, else to the penny where there are pence. */
import type { BasicSay } from '../i18n/say.ts';

const WHOLE_FROM = 100;

/** "£31", "£4.20", "£210,000". `currency`: ISO 4217. */
export function formatMoney(say: BasicSay, currency: string, amount: number): string {
  const isWhole = Number.isInteger(amount) || Math.abs(amount) >= WHOLE_FROM;
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(isWhole && { maximumFractionDigits: 0 }),
  } as const;
  return new Intl.NumberFormat(say.locale, options).format(amount);
}
