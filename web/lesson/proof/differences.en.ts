/** The lesson on finite differences. */
import type { DifferenceWords } from './words';

export type DifferenceMessages = typeof differences;

const digits = (count: number) => (count === 1 ? '1 digit' : `${count} digits`);

function seen(w: DifferenceWords): string {
  const at = `At ε = ${w.epsilon}`;
  if (w.outside) return `${at} the nudge leaves the numbers for which the loss has a value. Take a smaller ε.`;
  if (!w.moved)
    return `${at}, ${w.parameter} + ε is ${w.parameter} itself: a double has no digit left for so small a change. Nothing moves, and the difference quotient is 0.`;
  if (w.unchanged)
    return `${at} the loss does not change in a single one of its digits. What is subtracted is equal, and the difference quotient is 0.`;
  if (w.forward.truncation && w.central.truncation)
    return `${at} the loss bends within the nudge, and the chord is not the tangent: truncation error. The forward difference has ${digits(w.forward.digits)} right, the central one ${w.central.digits}. Make ε ten times smaller: one more for the forward difference, two for the central.`;
  if (w.forward.truncation)
    return `${at} the chord of the forward difference is still too long (${digits(w.forward.digits)} right). The central difference has reached its floor: ${digits(w.central.digits)}, and from here on rounding only takes them away.`;
  return `${at} the two losses are the same in their first ${digits(w.shared)}. Subtracting removes those; what is left are the last few, which are rounded: round-off error. ${digits(w.forward.digits)} right, and each tenfold smaller ε costs another.`;
}

function complex(w: DifferenceWords): string {
  if (w.complex.truncation)
    return `The complex step too is at first too large: its error is of order ε², as for the central difference. But it only gets better.`;
  if (w.lost)
    return `The complex step subtracts no losses, but it starts from the same rounded numbers: ${digits(w.complex.digits)} right, however small ε is.${w.lost}`;
  return `The complex step subtracts nothing: the imaginary part of L is the change itself, with all its digits. ${digits(w.complex.digits)} right, and that stays so however small ε is. There is nothing to trade off.`;
}

export const differences = {
  title: 'Without calculus: nudge and look',
  explain: (parameter: string) =>
    `Move ${parameter} by ε, look how far the loss moves, divide. The smaller ε, the better? Turn the dial.`,
  dial: 'ε, the size of the nudge',
  dialText: (epsilon: string, forward: number, central: number, step: number) =>
    `ε = ${epsilon}; digits right: forward difference ${forward}, central difference ${central}, complex step ${step}`,
  forward: 'Forward difference',
  central: 'Central difference',
  complexStep: 'Complex step',
  exact: 'exact',
  rightDigits: (count: number) => `${digits(count)} right`,
  noValue: 'no finite value',
  seen,
  complex,
  best: (way: string, epsilon: string, count: number) => `${way}: best at ε = ${epsilon}, ${digits(count)} right.`,
  zero: 'The exact gradient is 0, so there is no relative error; the plot shows the error itself.',
  error: 'relative error',
  absoluteError: 'error',
  tooSmall: 'round-off',
  tooLarge: 'truncation',
  plot: 'The error of the three ways against ε, on logarithmic scales',
  table: 'The same as a table',
  marks:
    'Digits that agree with the exact gradient are underlined; digits that the two losses share are struck through: the subtraction removes them.',
};
