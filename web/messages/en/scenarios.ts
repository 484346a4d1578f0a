/** The scenarios of the menu: title and note. */
import type { ScenarioId } from '../../scenarios/index';

export const scenarios = {
  article: {
    title: 'The article',
    note: 'Two inputs, two hidden layers of three, two outputs, sigmoid everywhere. w1 and w2 lead from N1 to the outputs N4 and N5; w3 leads into N1, so it reaches the loss on two paths.',
  },
  mazur: {
    title: 'Mazur 2015',
    note: 'Its biases stay fixed. The error it prints after one step, 0.291027924, comes from hidden gradients taken with output weights that had already moved; with all gradients at the old weights it is 0.2910277737.',
  },
  'han-kamber': {
    title: 'Han & Kamber',
    note: 'A textbook example with one sample and η = 0.9. The book’s Err of a unit is minus our δ, and it adds where we subtract: the new weights are the same.',
  },
  'bce-221': {
    title: 'Cross-entropy, 2-2-1',
    note: 'Sigmoid and binary cross-entropy, worked by hand. Look at δ of the output: just output minus target.',
  },
  'nielsen-saturated': {
    title: 'A neuron that starts badly wrong',
    note: 'One neuron should say 0 and says 0.98, on the flat end of the sigmoid. Under squared error it hardly moves for a hundred iterations; switch to BCE, and it moves at once. Compare δ.',
  },
  'xor-zero': {
    title: 'XOR from zeros: never learns',
    note: 'All weights start at 0. The hidden outputs are tanh(0) = 0, so no output weight gets a gradient; the output weights are 0, so nothing comes back to the hidden layer. Every weight gradient is exactly 0 for ever, and only the output’s bias moves.',
  },
} satisfies Record<ScenarioId, { title: string; note: string }>;
