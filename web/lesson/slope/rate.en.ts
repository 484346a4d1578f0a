/** What an update comes to with one learning rate and with another. */

/** An update that was tried, its numbers as they are written. */
export interface Tried {
  /** the parameter after it */
  value: string;
  /** the loss before and after it */
  before: string;
  after: string;
  way: 'down' | 'up' | 'stays';
}

/** A learning rate and its update. */
export type TriedRate = readonly [rate: string, tried: Tried | null];

/** `samples`: how many the loss is the mean of */
const loss = (samples: number) => (samples > 1 ? `the mean L of ${samples} samples` : 'L');
const end = ({ way, after }: Tried) => (way === 'stays' ? `to ${after}` : `${way} to ${after}`);
const NOT_FINITE = 'leads to numbers that are not finite';

export const rate = {
  /** `here` with the rate as it is, `larger` with ten times as much; null: the numbers are no longer finite */
  rates: (parameter: string, samples: number, [rate, here]: TriedRate, [tenfold, larger]: TriedRate) =>
    `With η = ${rate} the update ${
      here ? `takes ${parameter} to ${here.value} and ${loss(samples)} from ${here.before} ${end(here)}` : NOT_FINITE
    }. With ten times as much, η = ${tenfold}, it ${
      larger ? `takes ${parameter} to ${larger.value} and L ${end(larger)}` : NOT_FINITE
    }.`,
};
