/** The check of a gradient in three ways. */
import type { LimitWords } from './words';

export const proof = {
  backprop: 'Back-propagation',
  symbolic: 'Symbolic derivative',
  complexStep: 'Complex step',
  exact: 'Twice the digits',
  agree: 'The digits on which all agree are underlined.',
  explain:
    'They share the definitions of activation and loss: the recursion in δ, the formula differentiated symbol by symbol, and the loss evaluated a tiny imaginary step aside. A rounding that all three share would escape them, so the gradient is computed once more with twice the digits.',
  lost: ({ kind, symbol, target }: LimitWords): string =>
    ` The rest is the rounding of ${
      {
        error: `${symbol} − ${target}: nearly equal, and what the subtraction leaves is rounded`,
        slope: `f′(${symbol}), which is nearly 0 or jumps here`,
        output: `${symbol}: f is so steep that it magnifies the rounding of its sum`,
        sum: `${symbol}: its terms nearly cancel, and what they leave is rounded`,
        delta: `${symbol}: its paths nearly cancel, and what they leave is rounded`,
      }[kind]
    }.`,
  difference: (value: string) =>
    `Largest difference between two of them: ${value}, relative to the size of what is added up in the gradient.`,
};
