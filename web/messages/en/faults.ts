/** Failures, and ways out of them; the sentences for all faults are in `faultTexts`. */
import type { NonFinite } from '../../../wasm/index';

export const faults = {
  partMissing: 'This part of the page could not be fetched. Check your connection.',
  undrawn: 'This part of the page could not be drawn.',
  tryAgain: 'Try again',
  failure: (quantity: string, cause: NonFinite['cause']) =>
    cause === 'overflow'
      ? `${quantity} became too large for a double, so nothing after it can be computed. A learning rate that overshoots, or very large weights or inputs, usually does this.`
      : `${quantity} has no value here: a logarithm of zero or less, or a division by zero. The numbers before it are fine.`,
  failureUndo: 'Undo the last change',
  dismiss: 'Dismiss',
};
