/** Sentences for points where an activation has no derivative. */
import type { CornerWords, GradientWords } from './words';

const slopes = ({ left, right }: CornerWords) => `from the left the slope is ${left}, from the right ${right}`;

export const corner = {
  corner: (w: CornerWords): string =>
    w.exact
      ? `${w.activation} has no derivative at ${w.at}: ${slopes(w)}. The convention here is ${w.taken}.`
      : `${w.symbol} = ${w.z} is ${w.at} up to rounding, which may come to ${w.rounding} here: by hand the sum may be exactly ${w.at}, where ${w.activation} has no derivative: ${slopes(w)}. At the computed ${w.symbol} it is ${w.taken}.`,
  passes: ({ corner, count, symbols }: GradientWords): string =>
    corner
      ? `On its way is ${corner.symbol} = ${corner.z}${corner.exact ? '' : `, ${corner.at} up to rounding`}: ${corner.activation} has no derivative at ${corner.at}; ${slopes(corner)}.`
      : `On its way are ${count} weighted sums at which their activation has no derivative, exactly or up to rounding: ${symbols.join(', ')}.`,
  between: ' ',
  noConvention: 'Nothing comes through there, so the gradient is the same with any slope.',
  convention: ({ corner, value, left, right, above, below }: GradientWords): string => {
    if (!corner)
      return `When the parameter grows, L changes at the rate ${above}; when it falls, at ${below}. The gradient shown, ${value}, goes by the slopes taken there.`;
    const sides = `With the left slope the gradient is ${left}, with the right one ${right}.`;
    return corner.exact
      ? `${sides} The one shown, ${value}, is a convention.`
      : `${sides} The one shown, ${value}, goes by the side on which ${corner.symbol} came out.`;
  },
  shared: 'All three ways take the same slope there, so that they agree does not make it a derivative.',
  seen: (
    at: { epsilon: string; forward: string; central: string },
    { value, above, below, mean, smooth }: GradientWords,
    parameter: string,
  ): string => {
    const now = `At ε = ${at.epsilon} the forward difference is ${at.forward}, the central one ${at.central}.`;
    return smooth
      ? `${now} As ε shrinks both tend to ${above}, the slope that L really has; the gradient shown, ${value}, goes by slopes taken where activations have no derivative. No ε brings them together.`
      : `${now} L has a corner here: its slope is ${above} when ${parameter} grows and ${below} when it falls. As ε shrinks, the forward difference tends to ${above} and the central one to the mean of both, ${mean}. There is no derivative for them to come near to: the ${value} of back-propagation goes by the slope taken.`;
  },
  complex: ({ value }: GradientWords): string =>
    `The complex step never leaves the point itself and takes the same slope there as back-propagation: ${value}, whatever ε is.`,
  dial: (at: { epsilon: string; forward: string; central: string; complexStep: string }): string =>
    `ε = ${at.epsilon}; forward difference ${at.forward}, central difference ${at.central}, complex step ${at.complexStep}`,
  tends: (limit: string): string => `tends to ${limit}`,
  byConvention: 'by the slope taken',
  struck: 'Digits that the two losses share are struck through: the subtraction removes them.',
};
