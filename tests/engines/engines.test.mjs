/** All engines beside one Chromium; ENGINES=Firefox runs one of them. */
import { compareWithChromium } from './compare.mjs';
import { startFirefox } from './drivers/firefox.mjs';
import { startWebkit } from './drivers/webkit.mjs';

const engines = { Firefox: startFirefox, WebKit: startWebkit };
const wanted = process.env.ENGINES?.split(',') ?? Object.keys(engines);

compareWithChromium(Object.fromEntries(wanted.map((name) => [name, engines[name]])));
