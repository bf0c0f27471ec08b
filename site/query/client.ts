/** The one client through which everything live is asked, so that two parts of a page ask once. */
import { QueryClient } from '@tanstack/query';

export const client = new QueryClient();
/** From here on it hears when the page is seen again and when the net is back. */
client.mount();
