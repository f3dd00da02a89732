import { FIREFOX } from '../firefox/firefox.ts';
import { WEBKIT } from '../webkit/webkit.ts';
import type { Browser } from './browser.ts';
import { CHROMIUM } from './chromium.ts';

/** Every browser that everything is to be played in. */
export const BROWSERS: readonly Browser[] = [CHROMIUM, FIREFOX, WEBKIT];
