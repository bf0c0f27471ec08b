/**
 * What the frame does in the browser on every page: the menu that opens by a button, whether the line is open, and what
 * paper says at its foot.
 * Owns which parts there are; each lies in a module of its own.
 */

import { sayOpening } from './opening-now.ts';
import { runMenu } from './page-menu.ts';
import { signPaper } from './paper.ts';

const button = document.querySelector<HTMLButtonElement>('.menu-button');
if (button !== null) runMenu(button);
const place = document.querySelector<HTMLElement>('[data-opening]');
if (place !== null) sayOpening(place);
const foot = document.querySelector<HTMLElement>('.page-address');
if (foot !== null) signPaper(foot);
