/** The page menu of narrow screens: a button that opens it, Escape and a step outside that close it. Owns no style. */

/** `button` names what it opens by `aria-controls`. */
export function runMenu(button: HTMLButtonElement): void {
  const panel = document.getElementById(button.getAttribute('aria-controls') ?? '');
  if (panel === null) return;
  const isOpen = () => button.getAttribute('aria-expanded') === 'true';
  const set = (open: boolean) => button.setAttribute('aria-expanded', String(open));

  button.addEventListener('click', () => set(!isOpen()));
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !isOpen()) return;
    set(false);
    button.focus();
  });
  document.addEventListener('focusin', ({ target }) => {
    const isInside = target === button || (target instanceof Node && panel.contains(target));
    if (isOpen() && !isInside) set(false);
  });
}
