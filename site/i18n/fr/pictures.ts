/** In French: what a chart says of itself where it stands alone, as a file. */
import type { Translation } from '../translation.ts';

export const pictures = {
  pictures: {
    source: (name: string) => `Source\u00a0: ${name}, le centre de contact en public`,
    inventedSource: (name: string) =>
      `Source\u00a0: ${name} (démonstration\u00a0: tous les chiffres sont inventés)`,
  },
} satisfies Translation;
