/** The messages between a page and the lab's worker. */
import type { RawScenario, RawState, RawTraining } from '../raw';
import type { Catalog, QuantityId } from '../types/index';
import type { Claims, Condition } from './insight';
import type { DataOptions } from './data';
import type { RawAxes, RawData, RawOutputGrid, RawSettings, RawStop } from './raw';
import type { RunState, Score, Snapshot } from './types';

/** A question of the page to the worker; each is answered under its `request`. */
export type LabRequest =
  | { kind: 'open'; scenario: RawScenario; settings: RawSettings }
  /** as it was opened, with the same weights */
  | { kind: 'reset' }
  /** on by itself, at full speed or so many epochs a second; also past the stop condition that held, without it */
  | { kind: 'start'; epochsPerSecond?: number }
  | { kind: 'pause' }
  | { kind: 'retrain'; training: RawTraining }
  | { kind: 'setStop'; stop: RawStop }
  | { kind: 'advance'; stride: 'sample' | 'batch' | 'epoch' }
  | { kind: 'snapshot'; since: number }
  | { kind: 'state' }
  | { kind: 'best' }
  | { kind: 'draw'; data: Required<DataOptions> }
  | { kind: 'outputs'; grid: RawOutputGrid }
  | { kind: 'score'; of: 'training' | 'test'; threshold: number }
  | { kind: 'condition' }
  | { kind: 'sizes'; most: number }
  | { kind: 'trail'; ids: QuantityId[] }
  | ({ kind: 'surface' } & RawAxes)
  | ({ kind: 'claims' } & RawAxes);

export interface LabAnswers {
  open: RunState;
  reset: RunState;
  start: RunState;
  pause: RunState;
  retrain: RunState;
  setStop: RunState;
  advance: RunState;
  snapshot: Snapshot;
  state: RawState;
  /** the parameters at the end of the epoch with the lowest loss; empty before the first */
  best: Float64Array;
  draw: RawData;
  outputs: Float64Array;
  score: Score;
  condition: Condition;
  sizes: Float64Array;
  trail: Float64Array;
  surface: Float64Array;
  claims: Claims;
}

/** The first message of all: what the worker is made of. It answers with what a document may name. */
export interface LabStart {
  wasm: ArrayBuffer | Uint8Array;
}

export type LabMessage = LabRequest & { request: number };

/** A message of the worker: an answer, why there is none, or that a run has stopped by itself. */
export type LabReply =
  | { ready: Catalog }
  | { request: number; answer: LabAnswers[LabRequest['kind']] }
  | { request: number; error: { code: string; detail: string; path?: string } }
  | { stopped: RunState }
  /** the worker could not be loaded, or the run has failed in a way that it should not: nothing more is to be had of it */
  | { failed: string };
