/** The outputs of all samples. */
export const outputs = {
  table: 'Outputs beside the targets',
  sample: 'sample',
  inputs: 'inputs',
  output: 'output',
  target: 'target',
  more: (hidden: number) => `… and ${hidden} samples more`,
};
