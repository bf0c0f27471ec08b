import type { Translation } from '../translation.ts';

export const figures: Translation = {};
