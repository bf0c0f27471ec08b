import type { Translation } from '../translation.ts';

export const pictures: Translation = {
  pictures: {
    source: (name: string) => `Fuente: ${name}, el centro de atención en público`,
    inventedSource: (name: string) => `Fuente: ${name} (demostración: todas las cifras son inventadas)`,
    saveSvg: 'Guardar el gráfico en SVG',
    savePng: 'Guardar el gráfico en PNG',
  },
};
