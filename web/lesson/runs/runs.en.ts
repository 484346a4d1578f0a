/** Two runs beside each other. */
export const runs = {
  title: 'Two runs from here',
  why: 'Both begin with the numbers on the page, which stay as they are.',
  kind: 'What differs',
  kinds: { losses: 'two losses', rates: 'two learning rates' },
  eta: 'another η',
  count: 'iterations',
  start: 'Run both',
  stop: 'Stop',
  plot: (names: string) => `Loss over the iterations: ${names}`,
  first: 'L at the start',
  after: (iterations: number) => `L after ${iterations} ${iterations === 1 ? 'iteration' : 'iterations'}`,
  broken: (iterations: number) => `no finite number from iteration ${iterations} on`,
  output: (neuron: string) => `output of ${neuron}`,
  apart: 'Each loss has an axis of its own: their numbers cannot be compared, the outputs can.',
};
