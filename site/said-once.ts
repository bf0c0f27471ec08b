/** What a page has said already while it is built: several of its figures may be touched by one change. */
export const saidOnPage = new WeakMap<URL, Set<string>>();
