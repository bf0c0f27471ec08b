/**
 * The one client through which everything live is asked, so that two parts of a page ask once. It has what reading
 * needs of the library's own client; that one also brings writing and endless lists, which no page here has and every
 * reader would load.
 */
import {
  type DefaultedQueryObserverOptions,
  focusManager,
  hashKey,
  onlineManager,
  QueryCache,
  type QueryClient,
  type QueryKey,
} from '@tanstack/query';

class ReadingClient {
  readonly #cache = new QueryCache();

  constructor() {
    // From here on it hears when the page is seen again and when the net is back.
    focusManager.subscribe((isSeen) => {
      if (isSeen) this.#cache.onFocus();
    });
    onlineManager.subscribe((isOnline) => {
      if (isOnline) this.#cache.onOnline();
    });
  }

  getQueryCache(): QueryCache {
    return this.#cache;
  }

  getQueryDefaults(): object {
    return {};
  }

  defaultQueryOptions(options: { queryKey: QueryKey; queryHash?: string; _defaulted?: boolean }) {
    return { ...options, queryHash: options.queryHash ?? hashKey(options.queryKey), _defaulted: true };
  }

  /** Puts an answer in the place of the one that would be asked for next. */
  setQueryData(queryKey: QueryKey, data: unknown): void {
    const options = this.defaultQueryOptions({ queryKey }) as DefaultedQueryObserverOptions;
    this.#cache.build(client, options).setData(data, { manual: true });
  }
}

/** Observers and queries of the library ask for no more than is above. */
export const client = new ReadingClient() as unknown as QueryClient;
