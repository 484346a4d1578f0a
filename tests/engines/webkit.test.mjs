import { compareWithChromium } from './compare.mjs';
import { startWebkit } from './drivers/webkit.mjs';

compareWithChromium('WebKit', startWebkit);
