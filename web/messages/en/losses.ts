/** The losses: their names, their short names on buttons, and the sentence of the step that computes a term. */
import type { LossId } from '../../../wasm/index';
import type { StepWords } from '../../work/stepFacts';

export const losses = {
  losses: {
    mse: 'MSE: squared error, mean over the outputs (1/n)',
    half_sse: '½ SSE: half the sum of squared errors',
    sse: 'SSE: sum of squared errors',
    bce: 'BCE: binary cross-entropy, summed over the outputs',
    bce_mean: 'BCE, mean over the outputs (1/n)',
    bce_with_logits: 'BCE with logits: from the sums of a linear output, as YOLOv3 ends',
    softmax_cross_entropy: 'Softmax cross-entropy: one class of several',
  } satisfies Record<LossId, string>,
  lossShort: {
    mse: 'MSE · 1/n',
    half_sse: '½ SSE',
    sse: 'SSE',
    bce: 'BCE',
    bce_mean: 'BCE · 1/n',
    bce_with_logits: 'logit BCE',
    softmax_cross_entropy: 'softmax CE',
  } satisfies Record<LossId, string>,
  /** What a loss that is a mean does to the gradients, with `n` outputs; null for a sum. */
  lossFactor: (loss: LossId, n: number): string | null => {
    const outputs = n === 1 ? 'With one output 1/n is 1' : `With ${n} outputs 1/n is ${n === 2 ? '½' : `1/${n}`}`;
    if (loss === 'bce_mean')
      return `${outputs}: gradients are ${n === 1 ? 'those' : `${n === 2 ? 'half' : `1/${n} of`} those`} of BCE.`;
    if (loss !== 'mse') return null;
    if (n === 1) return `${outputs}, and there is no ½: every gradient is twice that of ½ SSE.`;
    return `${outputs}: gradients are ${n === 2 ? 'those' : `2/${n} of those`} of ½ SSE.`;
  },
  lossNeeds: (loss: string, activation: string) => `${loss} (needs a ${activation} output)`,
};

/** What the loss of one output asks, in a sentence. */
export const lossTerms = (w: StepWords): Record<LossId, string> => {
  const squared = `How far is ${w.neuron} from its target ${w.target}? The difference is squared: too high and too low count alike, and a large miss counts most.`;
  const entropy = `How badly did ${w.neuron} bet? Read its output as the probability of a 1: the less of it went to what ${w.target} says, the dearer it gets, without limit.`;
  return {
    mse: squared,
    half_sse: squared,
    sse: squared,
    bce: entropy,
    bce_mean: entropy,
    bce_with_logits: `How badly did ${w.neuron} bet? Its output is a logit: σ of it is the probability of a 1. Taken from the logit itself, the cross-entropy stays exact however large that is. YOLOv3 ends in this: a plain convolution, then this loss.`,
    softmax_cross_entropy: `What share did ${w.neuron} give to its class? ${w.target} times the negative logarithm of that share: only the classes with a target above 0 count.`,
  };
};
