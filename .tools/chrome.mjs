/** The browser that the tests drive: CHROME_PATH, or the first of the usual names on the PATH. */
import { which } from './shell.mjs';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

export function findChrome() {
  return process.env.CHROME_PATH || names.map((name) => which(name)).find(Boolean);
}
