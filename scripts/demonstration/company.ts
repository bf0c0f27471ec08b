/**
 * The fictional company: its channels, when they are open and who answers.
 * Owns these fixed figures; why people get in touch is in `reasons.ts`.
 */

export const ZONE = 'Europe/London';

/** In the order of every array by channel. */
export const COMPANY_CHANNELS = ['phone', 'chat', 'email'] as const;
export type CompanyChannel = (typeof COMPANY_CHANNELS)[number];
export const PHONE = 0;
export const CHAT = 1;
export const EMAIL = 2;

/** Shares of a year's contacts. */
export const CHANNEL_SHARES = [0.62, 0.25, 0.13] as const;

/** Contacts a day relative to the channel's mean open day, Monday first. */
export const WEEKDAY_FACTORS = [
  [1.3, 1.1, 1.04, 1.02, 1.0, 0.48, 0],
  [1.16, 1.06, 1.02, 1.0, 0.98, 0.84, 0.78],
  [1.22, 1.1, 1.05, 1.0, 0.95, 0.72, 0.76],
] as const;

/** By channel: what is left of a day's contacts on a public holiday, and what it grows to on the day after one. */
export const HOLIDAY_FACTORS = [0, 0.45, 0.55] as const;
export const DAY_AFTER_HOLIDAY_FACTORS = [1.28, 1.12, 1.15] as const;

export type DayType = 'weekday' | 'saturday' | 'sunday' | 'holiday';

/** Local hours, the second excluded; null: closed. The configuration says the same to the public. */
export const OPENING_HOURS: Readonly<
  Record<CompanyChannel, Readonly<Record<DayType, readonly [number, number] | null>>>
> = {
  phone: { weekday: [8, 20], saturday: [9, 17], sunday: null, holiday: null },
  chat: { weekday: [7, 22], saturday: [9, 18], sunday: [9, 18], holiday: [10, 16] },
  email: { weekday: [0, 24], saturday: [0, 24], sunday: [0, 24], holiday: [0, 24] },
};

/** Relative wish to get in touch by local hour, 0 to 23; what falls outside the hours does not happen. */
export const HOURLY_WISH: Readonly<Record<CompanyChannel, readonly number[]>> = {
  phone: [1, 1, 1, 1, 1, 1, 3, 6, 62, 100, 104, 94, 82, 78, 76, 74, 76, 72, 52, 36, 24, 14, 6, 2],
  chat: [4, 2, 1, 1, 1, 3, 10, 34, 58, 72, 78, 76, 78, 76, 70, 68, 70, 74, 76, 82, 84, 66, 30, 10],
  email: [14, 8, 5, 4, 4, 6, 14, 34, 64, 90, 94, 86, 78, 76, 74, 72, 70, 66, 62, 64, 66, 58, 44, 26],
};

/** First and last number of the agents of phone, chat and email: 45 people, some in two teams. */
export const AGENT_NUMBERS = [
  [1, 28],
  [25, 38],
  [36, 45],
] as const;

/** Seconds of talk, hold and wrap-up: median by channel, and a factor by category. */
export const HANDLE_MEDIANS = [285, 330, 380] as const;
export const HANDLE_SIGMA = 0.62;
export const HANDLE_FACTORS: Readonly<Record<string, number>> = {
  information: 0.72,
  transaction: 0.95,
  problem: 1.25,
  complaint: 1.55,
  unclassified: 0.8,
  other: 0.75,
};
/** Mean ÷ median of the logarithmic normal, exp(σ²/2); the factors above about cancel over the usual mix. */
export const HANDLE_MEAN_FACTOR = 1.21;

/** Mean seconds that a caller or chatter waits before giving up. */
export const PATIENCE_SECONDS = [280, 210] as const;
