/** Leads to the tutorial in the reader's language. */
import { languageOf } from '../kit/texts';

location.replace(`./${languageOf(navigator.language)}.html${location.search}${location.hash}`);
