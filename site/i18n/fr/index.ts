/** Everything the site says, in French. */
import type { Translation } from '../translation.ts';
import { basics } from './basics.ts';
import { facts } from './facts.ts';
import { figures } from './figures.ts';
import { methods } from './methods.ts';
import { metrics } from './metrics.ts';
import { page } from './page.ts';

export const fr = { ...basics, ...page, ...figures, ...methods, metrics, facts } satisfies Translation;
