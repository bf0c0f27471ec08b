/**
 * Marks one formula of a service level, in its lists and in the charts under them, and keeps it in the page's address as
 * `?formula=ans`. Owns the mark; refuses to change any figure: all of them stay where they are.
 */
const PARAMETER = 'formula';

class Formulas extends HTMLElement {
  connectedCallback(): void {
    for (const row of this.#rows()) {
      const name = row.querySelector('.formula-name');
      if (name === null) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = name.className;
      button.textContent = name.textContent;
      button.addEventListener('click', () => this.#choose(row.dataset.formula ?? ''));
      name.replaceWith(button);
    }
    const list = this.querySelector('ul');
    if (list !== null) list.ariaLabel = this.dataset.label ?? null;
    addEventListener('popstate', this.#follow);
    this.#follow();
  }

  disconnectedCallback(): void {
    removeEventListener('popstate', this.#follow);
  }

  #rows = () => [...this.querySelectorAll<HTMLElement>('[data-formula]')];

  #follow = () => {
    const asked = new URLSearchParams(location.search).get(PARAMETER);
    this.#mark(this.#rows().some(({ dataset }) => dataset.formula === asked) ? asked : null);
  };

  /** Chosen again, the mark goes. */
  #choose(formula: string): void {
    const address = new URL(location.href);
    const isMarked = address.searchParams.get(PARAMETER) === formula;
    if (isMarked) address.searchParams.delete(PARAMETER);
    else address.searchParams.set(PARAMETER, formula);
    history.replaceState(history.state, '', address);
    // The same formula, of every channel that the page tells of.
    for (const list of document.querySelectorAll<Formulas>('candour-formulas')) list.#follow();
  }

  #mark(formula: string | null): void {
    const section = this.closest('section');
    if (section !== null) {
      if (formula === null) delete section.dataset.marked;
      else section.dataset.marked = formula;
    }
    for (const row of this.#rows())
      row.querySelector('button')?.setAttribute('aria-pressed', String(row.dataset.formula === formula));
  }
}

customElements.define('candour-formulas', Formulas);
