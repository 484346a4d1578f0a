/** The training lab: a scenario that a worker trains, see `Lab`, and data sets to train on. */
export { Lab, type LabWorker } from './lab';
export { dataSets, drawData, shuffled, type DataOptions, type DataSetId } from './data';
export { mostLosses } from './parameters';
export { mostPlaces } from './settings';
export type * from './messages';
export type * from './types';
export type * from './insight';
