/** The loss as a function of one or two parameters. */
export const slope = {
  label: (parameter: string) => `L as a function of ${parameter}`,
  labelBatch: (parameter: string, samples: number) => `L of the batch of ${samples} as a function of ${parameter}`,
  zoom: 'Range',
  zooms: { near: 'around the step', whole: 'wide' },
  slope: (gradient: string, value: string) => `slope ${gradient} = ${value}`,
  step: (loss: string) => `−η·slope, this alone → L = ${loss}`,
  /** with momentum, Adam or weight decay */
  update: (loss: string) => `the update, this alone → L = ${loss}`,
  stepNowhere: 'where a step leads, L is not a finite number',
  gap: 'Where the curve is missing, L is not a finite number.',
  spoken: (parameter: string, value: string, loss: string, gradient: string) =>
    `At ${parameter} = ${value} L is ${loss} and its slope is ${gradient}.`,
  secants: (parameter: string) =>
    `The solid line is the tangent, the dashed ones are secants through ${parameter}, ${parameter} + ε and ${parameter} − ε: the smaller ε, the closer they lie.`,
  alone: (parameter: string) => `only ${parameter}`,
  with: (other: string) => `with ${other}`,
  second: 'second parameter',
  contours: (one: string, other: string) => `L over ${one} and ${other}`,
  trail: (iterations: number) =>
    `The line is the way of ${iterations} ${iterations === 1 ? 'iteration' : 'iterations'}.`,
  noTrail: 'After an iteration a line shows the way it went.',
};
