/**
 * Makes tabs of a figure's faces: one is shown at a time, by click, arrow keys, or an address such as
 * `#contacts-table`. Owns which face is shown, in the page's history; refuses to know what is on a face.
 */
class Faces extends HTMLElement {
  connectedCallback(): void {
    const list = this.querySelector<HTMLElement>('.face-tabs');
    if (list === null) return;
    list.role = 'tablist';
    list.ariaLabel = list.dataset.label ?? null;
    for (const tab of this.#tabs()) {
      const panel = this.#panelOf(tab);
      tab.role = 'tab';
      tab.id = `${panel?.id}-tab`;
      tab.setAttribute('aria-controls', panel?.id ?? '');
      if (panel === null) continue;
      panel.role = 'tabpanel';
      panel.setAttribute('aria-labelledby', tab.id);
      // The keyboard reaches a panel by what is in it, or else by itself.
      if (panel.querySelector('a, [tabindex]') === null) panel.tabIndex = 0;
    }
    list.addEventListener('click', (event) => {
      const tab = event.target instanceof Element ? event.target.closest('a') : null;
      if (tab === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#choose(tab);
    });
    list.addEventListener('keydown', (event) => this.#step(event));
    addEventListener('popstate', this.#follow);
    this.#follow();
  }

  disconnectedCallback(): void {
    removeEventListener('popstate', this.#follow);
  }

  #tabs = () => [...this.querySelectorAll<HTMLAnchorElement>('.face-tabs a')];
  #panelOf = (tab: HTMLAnchorElement) => document.getElementById(tab.hash.slice(1));

  /** A change of the address brings no state along where a link was followed; then the address decides. */
  #follow = () => {
    const tabs = this.#tabs();
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const panel = target !== null && this.contains(target) ? target.closest('.face') : null;
    const named = tabs.find((tab) => this.#panelOf(tab) === panel);
    const kept = tabs.find(({ hash }) => hash === history.state?.[this.#key()]);
    this.#show(named ?? kept ?? tabs[0]);
    if (named === undefined) return;
    const scroll = () => this.closest('section')?.scrollIntoView();
    scroll();
    // While the page loads, the browser itself still scrolls to the face, without its heading.
    if (document.readyState !== 'complete')
      addEventListener('load', () => setTimeout(scroll), { once: true });
  };

  #key = () => this.closest('section')?.id ?? '';

  #choose(tab: HTMLAnchorElement): void {
    if (tab.ariaSelected !== 'true') {
      history.pushState({ ...history.state, [this.#key()]: tab.hash }, '', tab.hash);
    }
    this.#show(tab);
  }

  #show(chosen: HTMLAnchorElement | undefined): void {
    for (const tab of this.#tabs()) {
      const isChosen = tab === chosen;
      tab.ariaSelected = String(isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      const panel = this.#panelOf(tab);
      if (panel !== null) panel.hidden = !isChosen;
    }
  }

  #step(event: KeyboardEvent): void {
    const tabs = this.#tabs();
    const at = tabs.indexOf(event.target as HTMLAnchorElement);
    const forwards = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: at + forwards,
      ArrowLeft: at - forwards,
      Home: 0,
      End: tabs.length - 1,
      ' ': at,
    };
    const to = steps[event.key];
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (at < 0 || tab === undefined) return;
    event.preventDefault();
    this.#choose(tab);
    tab.focus();
  }
}

customElements.define('candour-faces', Faces);
