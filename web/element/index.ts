/** All elements: the workbench, most of which is fetched where one is on the page, and the pieces of an article. */
export * from '../pieces/index';
export { BackpropPlayground } from './playground';
