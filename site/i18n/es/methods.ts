import type { Translation } from '../translation.ts';

export const methods: Translation = {};
