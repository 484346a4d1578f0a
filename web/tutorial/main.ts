/** The first script of the tutorial: its figures and numbers come alive before all else of the page is fetched. */
import '../pieces/network';
import '../pieces/value';
import '../pieces/when';
import { sharedSession } from '../pieces/shared';

// A core that cannot be had leaves the page as it was written.
void sharedSession('article', 'article').then(
  () => import('./page'),
  () => {},
);
