/**
 * What the masthead does in the browser on every page: the menu that opens by a button, and whether the line is open.
 * Owns which parts there are; each lies in a module of its own.
 */

import { sayOpening } from './opening-now.ts';
import { runMenu } from './page-menu.ts';

const button = document.querySelector<HTMLButtonElement>('.menu-button');
if (button !== null) runMenu(button);
const place = document.querySelector<HTMLElement>('[data-opening]');
if (place !== null) sayOpening(place);
