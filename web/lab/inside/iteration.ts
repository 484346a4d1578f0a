/** The next update of a run as a scenario document of its own: what the workbench steps through. No DOM. */
import type { Scenario } from '../../../wasm/index';
import { documentOf } from '../setup';
import type { Shown } from '../run';

/**
 * The network as it stands, to the bit, with the samples of its next update in their order and the learning rate of that
 * update; or with one sample alone, counted from 0 among all points. A document has no velocity and no moments: those of
 * momentum and Adam begin at 0 in it.
 */
export function iterationDocument({ setup, data: { points }, snapshot }: Shown, sample?: number): Scenario {
  const { parameters, learningRate, batch } = snapshot;
  const samples = sample === undefined ? Array.from(batch, (number) => points[number]) : [points[sample]];
  const now = { parameters, learningRate, schedule: 'constant', batchSize: samples.length, test: 0 } as const;
  const document = documentOf({ ...setup, ...now }, samples);
  const { shuffleSeed: _, ...training } = document.training!;
  return { ...document, training };
}
