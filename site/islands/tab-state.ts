/** What the tab shows while its page is not seen: open or closed and how long it takes, in title and icon. */

export interface TabState {
  sign: 'open' | 'closed' | 'stopped';
  /** before the page's own title */
  words: string;
}

let title = '';
let icon = '';

/** Null: as the page came. */
export function showInTab(state: TabState | null): void {
  title ||= document.title;
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  icon ||= link?.getAttribute('href') ?? '';
  const shown = state === null ? title : `${state.words} · ${title}`;
  if (document.title !== shown) document.title = shown;
  const href = state === null ? icon : `/favicon-${state.sign}.svg`;
  if (link !== null && link.getAttribute('href') !== href) link.setAttribute('href', href);
}
