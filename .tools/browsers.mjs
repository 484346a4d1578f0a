/** The browsers that the tests drive. */
import { findPython } from './python.mjs';
import { which } from './shell.mjs';

/**
 * CHROME_PATH, or the first of the usual names on the PATH. The headless shell is Chromium without the desktop
 * browser's own windows, which take half of the time in the tests.
 */
const chromeNames = [
  'chromium-headless-shell',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
];

export function findChrome() {
  return process.env.CHROME_PATH || chromeNames.map((name) => which(name)).find(Boolean);
}

export const findFirefox = () => which('firefox-esr') ?? which('firefox');

/** WebKitGTK as an application of Python has it. */
export const findPythonWithWebkit = () => findPython('gi', 'gi.require_version("WebKit2", "4.1")');
