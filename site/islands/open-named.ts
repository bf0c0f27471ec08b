/**
 * Opens what is folded around the place that the address names, for browsers that do not by themselves.
 * Refuses to close anything: that is the reader's.
 */
function openNamed(): void {
  const place = document.getElementById(location.hash.slice(1));
  let isOpened = false;
  for (let at = place?.closest('details'); at; at = at.parentElement?.closest('details')) {
    if (at.open) continue;
    at.open = true;
    isOpened = true;
  }
  if (isOpened) place?.scrollIntoView();
}

addEventListener('hashchange', openNamed);
openNamed();
