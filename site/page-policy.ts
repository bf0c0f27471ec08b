/**
 * What a page of the site may load and run: its own files, and nothing that stands in the page itself.
 * Owns the Content-Security-Policy, which pages say themselves for hosts that send none, and our server sends with them.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  ...['style-src', 'font-src', 'script-src', 'connect-src', 'manifest-src'].map((kind) => `${kind} 'self'`),
  // A chart that a reader saves as PNG is drawn from a picture that the page itself has made.
  "img-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
