/** Where the share picture of a page is, and of which page a share picture is. Owns both directions of the rule. */

const FOLDER = '/share/';
const ENDING = '.png';
const FIRST = 'index';
const PICTURE = /^\/share\/((?:[\w-]+\/)*[\w-]+)\.png$/;

/** `pathname` of a page with its language: "/" → "/share/index.png", "/es/methods/" → "/share/es/methods.png". */
export function shareAddressOf(pathname: string): string {
  return `${FOLDER}${pathname.replace(/^\/|\/$/g, '') || FIRST}${ENDING}`;
}

/** The page of a share picture's address, "/share/es/methods.png" → "/es/methods/"; null for any other address. */
export function pageOfShare(pathname: string): string | null {
  const name = PICTURE.exec(pathname)?.[1];
  if (name === undefined) return null;
  return name === FIRST ? '/' : `/${name}/`;
}
