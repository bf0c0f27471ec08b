import type { Translation } from '../translation.ts';

export const pictures: Translation = {
  pictures: {
    source: (name: string) => `Source\u00a0: ${name}, le centre de contact en public`,
    inventedSource: (name: string) =>
      `Source\u00a0: ${name} (démonstration\u00a0: tous les chiffres sont inventés)`,
    saveSvg: 'Enregistrer le graphique en SVG',
    savePng: 'Enregistrer le graphique en PNG',
  },
};
