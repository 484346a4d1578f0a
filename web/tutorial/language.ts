/** Leads to the tutorial in the reader's language. */
import { languageOf } from '../work/choices';

location.replace(`./${languageOf(navigator.language)}.html${location.search}${location.hash}`);
