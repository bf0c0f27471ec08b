/** About so many milliseconds, a quarter more or less: not all readers at once. */
export const about = (milliseconds: number) => milliseconds * (0.75 + Math.random() / 2);
