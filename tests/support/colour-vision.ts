/**
 * How colours look to readers with a colour deficiency, and how far two colours are apart to the eye.
 * Owns both formulas with their sources; refuses colours that are not written as #rrggbb.
 */

export type Vision = 'usual' | 'protanopia' | 'deuteranopia' | 'tritanopia';
type Triple = readonly [number, number, number];

/**
 * On linear RGB, severity 1.0. Source: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
 * Color Vision Deficiency", IEEE TVCG 15 (6), 2009, and the table of its authors' page.
 */
const MATRICES: Readonly<Record<Vision, readonly [Triple, Triple, Triple]>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
export const VISIONS = Object.keys(MATRICES) as Vision[];

/** Linear RGB, each from 0 to 1 (IEC 61966-2-1). */
export function linearOf(colour: string): Triple {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return [red, green, blue];
}

/** CIE L*a*b* under D65 of a colour as it is seen. */
export function labOf(colour: string, vision: Vision = 'usual'): Triple {
  const linear = linearOf(colour);
  const [red = 0, green = 0, blue = 0] = MATRICES[vision].map(([r, g, b]) =>
    Math.min(1, Math.max(0, r * linear[0] + g * linear[1] + b * linear[2])),
  );
  const root = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : ((24_389 / 27) * t + 16) / 116);
  const x = root((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = root(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = root((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const hueOf = (a: number, b: number) => {
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
};
const weightOf = (chroma: number) => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));

/**
 * CIEDE2000. Source: Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application
 * 30 (1), 2005.
 */
export function differenceOf([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const g = 0.5 * (1 - weightOf((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [x1, x2] = [(1 + g) * a1, (1 + g) * a2];
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)];
  const isGrey = c1 * c2 === 0;
  const [h1, h2] = [c1 === 0 ? 0 : hueOf(x1, b1), c2 === 0 ? 0 : hueOf(x2, b2)];
  const turn = h2 - h1;
  const deltaHue = isGrey ? 0 : Math.abs(turn) <= 180 ? turn : turn > 180 ? turn - 360 : turn + 360;
  const deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin(radians(deltaHue / 2));
  const [lightness, chroma, sum] = [(l1 + l2) / 2, (c1 + c2) / 2, h1 + h2];
  const hue = isGrey ? sum : Math.abs(turn) <= 180 ? sum / 2 : sum < 360 ? sum / 2 + 180 : sum / 2 - 180;
  const t =
    1 -
    0.17 * Math.cos(radians(hue - 30)) +
    0.24 * Math.cos(radians(2 * hue)) +
    0.32 * Math.cos(radians(3 * hue + 6)) -
    0.2 * Math.cos(radians(4 * hue - 63));
  const forLightness = 1 + (0.015 * (lightness - 50) ** 2) / Math.sqrt(20 + (lightness - 50) ** 2);
  const forChroma = 1 + 0.045 * chroma;
  const forHue = 1 + 0.015 * chroma * t;
  const rotation = -2 * weightOf(chroma) * Math.sin(radians(60 * Math.exp(-(((hue - 275) / 25) ** 2))));
  const [byLightness, byChroma, byHue] = [(l2 - l1) / forLightness, (c2 - c1) / forChroma, deltaH / forHue];
  return Math.sqrt(byLightness ** 2 + byChroma ** 2 + byHue ** 2 + rotation * byChroma * byHue);
}
