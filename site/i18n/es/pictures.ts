/** In Spanish: what a chart says of itself where it stands alone, as a file. */
import type { Translation } from '../translation.ts';

export const pictures = {
  pictures: {
    source: (name: string) => `Fuente: ${name}, el centro de atención en público`,
    inventedSource: (name: string) => `Fuente: ${name} (demostración: todas las cifras son inventadas)`,
  },
} satisfies Translation;
