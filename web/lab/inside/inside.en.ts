export const insideEn = {
  title: 'Inside the next update',
  explain: (update: number, samples: number) =>
    `Update ${update} takes ${samples === 1 ? 'one sample' : `${samples} samples`}. Step through it: every value, every derivative, every new weight of this very network.`,
  open: 'Step through it',
  taken: 'Samples of the update',
  one: (sample: number) => `sample ${sample}`,
  oneTitle: (sample: number, inputs: string, targets: string) =>
    `Step through sample ${sample} alone: x = ${inputs}, t = ${targets}`,
  more: (samples: number) => `and ${samples} more`,
  back: '← Back to the lab',
  ofUpdate: (update: number, epoch: number) => `Update ${update}, in epoch ${epoch}: the network as it was paused.`,
  ofSample: (sample: number, updates: number) =>
    `Sample ${sample} alone, with the network as it was paused after ${updates} updates.`,
  broken: 'The workbench could not be loaded.',
};

export type InsideTexts = typeof insideEn;
