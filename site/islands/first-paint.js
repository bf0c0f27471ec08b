// @ts-check
/**
 * What must be known before the first paint, which is why this is a plain file in the head and no module: the theme that
 * the reader chose, that scripts run, and whether their clock shows another time than the organisation's. Refuses to
 * know any colour.
 */
(() => {
  const KEY = 'theme';
  const MEDIA = { system: 'screen and (prefers-color-scheme: dark)', light: 'not all', dark: 'screen' };
  const root = document.documentElement;
  const link = /** @type {HTMLLinkElement} */ (document.getElementById('dark-styles'));
  const scheme = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name=color-scheme]'));

  // What only works with scripts is shown where they run, and from the first paint, so that nothing moves.
  root.classList.add('scripted');
  const { timeZone } = document.currentScript?.dataset ?? {};
  const now = new Date();
  root.classList.toggle('elsewhere', now.toLocaleString('en', { timeZone }) !== now.toLocaleString('en'));

  /** Storage may be forbidden, and then it throws. @returns {keyof typeof MEDIA} */
  const read = () => {
    try {
      const theme = localStorage.getItem(KEY);
      return theme === 'light' || theme === 'dark' ? theme : 'system';
    } catch {
      return 'system';
    }
  };

  /** @param {keyof typeof MEDIA} theme */
  const apply = (theme) => {
    link.media = MEDIA[theme];
    scheme.content = theme === 'system' ? 'light dark' : theme;
    for (const choice of document.getElementsByName('theme')) {
      if (choice instanceof HTMLInputElement) choice.checked = choice.value === theme;
    }
  };

  apply(read());
  document.addEventListener('DOMContentLoaded', () => apply(read()));
  // The same site in another window.
  addEventListener('storage', () => apply(read()));
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'theme') return;
    const theme = /** @type {keyof typeof MEDIA} */ (target.value);
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Without storage the choice holds for this page.
    }
    apply(theme);
  });
  // Where the script that makes tabs of the faces did not come, all of them are shown.
  addEventListener('load', () => {
    if (!customElements.get('candour-faces')) root.classList.add('without-faces');
  });
})();
