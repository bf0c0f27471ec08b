import type { Translation } from '../translation.ts';

export const basics: Translation = {};
