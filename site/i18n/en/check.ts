/**
 * What the check of a page says in the browser: what was found, what that proves, and what it does not. Names in braces stand
 * for what is found only there.
 */

export const check = {
  check: {
    running: 'Checking…',
    whole: '{page} is, byte for byte, the page that was logged.',
    page: 'The page has {bytes} bytes and the fingerprint {hash}, as the list of this site says.',
    list: 'That list of {files} files is the one that entry {entry} of the log names, of {date}.',
    log: 'That entry is the last of {size} in the log, which was signed with the key {keys}.',
    not: 'Not proven: that the figures were true. Nor, since this check comes from the same site, that the site is honest about its own log: hold the key and a checkpoint against what you have from elsewhere. What a page fetches live is in no log.',
    keep: 'Keep this checkpoint as a file',
    faults: {
      page: '{page} is not the page that was logged.',
      unlisted: '{page} is in no list of this site that was logged.',
      list: 'The list of this site’s files is not the one that was logged.',
      log: 'The log cannot be believed: its proof or its signature is wrong.',
      keys: 'The list of public keys of the log is broken.',
      unread: '{path} could not be fetched, so that nothing was found out.',
    },
    hashes: 'Logged: {expected}. Found: {found}.',
    advice:
      'A page can also differ because the site was published anew just now, or because something between you and it changes pages. Check again in a minute. If it stays so, keep the page and tell the publisher.',
    insecure:
      'This browser cannot check here: it has what it takes only where a site is served by https, or on your own computer.',
    old: 'This browser cannot check: it does not know the kind of signature that the log has (Ed25519). A newer browser does.',
  },
};
