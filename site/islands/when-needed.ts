/**
 * A part of a script that is fetched once, when it is first needed. A part that failed stays failed until the page is
 * loaded anew: browsers keep what became of a module, so asking again would change nothing.
 */

export function whenNeeded<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load();
    return loading;
  };
}
