import type { Translation } from '../translation.ts';

export const page: Translation = {};
