/** The steps that only a batch of several samples has. */
import { documentTexts } from '../../../wasm/index';
import type { StepWords } from '../../work/stepFacts';

/** 1st, 2nd, 3rd, 4th … 11th … 21st */
const ordinal = (n: number): string => {
  const teen = n % 100 > 10 && n % 100 < 14;
  return `${n}${(!teen && ['', 'st', 'nd', 'rd'][n % 10]) || 'th'}`;
};

export const batch = {
  phase: 'Batch',
  group: 'What the samples of the batch give is added up, parameter by parameter. Nothing moves before all are in.',

  whole: (samples: number) => `the batch of ${samples}`,
  sample: (sample: number, place: number, batch: number) =>
    `sample ${sample} · ${ordinal(place)} of ${batch} in the batch`,

  part: (sample: number, count: number) => (count === 1 ? `${sample}` : `${count} more`),
  toSample: (sample: number) => `sample ${sample}`,

  accumulateTitle: (w: StepWords) =>
    w.subject === 'L' ? 'The losses added up' : `Gradients for ${w.subject} added up`,
  reduceTitle: (w: StepWords) => (w.subject === 'L' ? 'The loss of the batch' : `Mean gradient for ${w.subject}`),

  accumulate: (w: StepWords) =>
    w.subject === 'L'
      ? 'The loss of this sample goes into the sum of the batch.'
      : `This sample’s gradient for ${w.subject} goes into the sum ${w.quantity}. ${w.subject} itself does not move yet: every sample of the batch is taken with the same weights.`,
  reduce: (w: StepWords) =>
    w.subject === 'L'
      ? `The sum of the losses, divided by the ${w.batch} samples: the loss of the batch.`
      : `All ${w.batch} samples are in. Their sum divided by ${w.batch} is the mean gradient: one number for the whole batch, and the one that ${w.subject} moves by.`,

  total: (parameter: string) => `sum of the batch’s gradients for ${parameter}`,
  mean: (parameter: string) => `mean of the batch’s gradients for ${parameter}`,
  meant: 'Gradient of',
  thisSample: 'this sample',
  ofSample: documentTexts.ofSample,
  ofBatch: documentTexts.ofBatch,
  openShare: (sample: number) => `Sample ${sample}: derive its gradient`,
  moreShares: (hidden: number) => `… and ${hidden} samples more`,

  totalLoss: 'sum of the batch’s losses',
  meanLoss: 'mean loss of the batch',
};
