/** The training lab: a scenario that a worker trains, see `Lab`. */
export { Lab, type LabWorker } from './lab';
export type * from './types';
