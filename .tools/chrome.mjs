/**
 * The browser that the tests drive: CHROME_PATH, or the first of the usual names on the PATH. The headless shell is
 * Chromium without the desktop browser's own windows, which take half of the time in the tests.
 */
import { which } from './shell.mjs';

const names = ['chromium-headless-shell', 'google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

export function findChrome() {
  return process.env.CHROME_PATH || names.map((name) => which(name)).find(Boolean);
}
