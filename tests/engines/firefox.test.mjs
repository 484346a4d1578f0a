import { compareWithChromium } from './compare.mjs';
import { startFirefox } from './drivers/firefox.mjs';

compareWithChromium('Firefox', startFirefox);
