/** The training lab: a scenario that a worker trains, see `openLab`, and data sets to train on. */
export { openLab, type LabOptions } from './open';
export { Lab, type LabWorker } from './lab';
export { dataSets, shuffled, type DataOptions, type DataSetId } from './data';
export { mostLosses } from './parameters';
export { mostPlaces } from './settings';
export {
  ArgumentError,
  BackpropError,
  describeError,
  LoadError,
  ScenarioError,
  SessionClosedError,
  type ErrorCode,
} from '../errors';
export type * from './messages';
export type * from './types';
export type * from './insight';
export type * from '../types/index';
