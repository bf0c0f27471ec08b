/** Everything the site says, in French. */
import type { Translation } from '../translation.ts';
import { basics } from './basics.ts';
import { figures } from './figures.ts';
import { methods } from './methods.ts';
import { page } from './page.ts';

export const fr: Translation = { ...basics, ...page, ...figures, ...methods };
