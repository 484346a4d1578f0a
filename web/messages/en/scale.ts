/** Large networks: what is folded in the diagram, and choosing one of very many parameters. */
export const scale = {
  unfold: (count: number, layer: number, first: number) =>
    `${count} more ${layer === 0 ? 'inputs' : `neurons of layer ${layer}`}: show those from number ${first} on`,
  kind: 'weight or bias',
  weight: 'weight',
  bias: 'bias',
  layer: 'layer',
  layerNumber: (layer: number) => `layer ${layer}`,
  to: 'of neuron',
  from: 'from',
};
