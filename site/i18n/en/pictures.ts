/** What a chart says of itself where it stands alone, as a file. */

export const pictures = {
  pictures: {
    source: (name: string) => `Source: ${name}, contact centre in public`,
    inventedSource: (name: string) => `Source: ${name} (a demonstration: every figure is made up)`,
  },
};
