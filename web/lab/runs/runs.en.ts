export const runsEn = {
  title: 'Compare runs',
  explain: 'Keep a run, change one thing, reset, train again: the curves lie over each other.',
  keep: 'Keep this run',
  full: 'Six runs are kept, as many as can be told apart. Remove one to keep another.',
  nameOf: (number: number) => `Run ${number}`,
  name: 'Name',
  settings: 'Settings',
  epochs: 'Epochs',
  training: 'Training loss',
  test: 'Test loss',
  right: 'Right (test)',
  restore: 'Go back to it',
  restoreTitle: (name: string) => `Go back to ${name}: its data, settings and trained weights`,
  remove: 'Remove',
  removeTitle: (name: string) => `Remove ${name}`,
  kept: (name: string) => `${name} is kept.`,
  restored: (name: string, epochs: number) =>
    `${name} is back, with its weights after ${epochs} epochs; the counts begin anew. Reset leads to its initial weights.`,
  table: 'The runs that are kept',
  batch: (size: number) => `batch ${size}`,
  points: (count: number) => `${count} points of your own`,
};

export type RunsTexts = typeof runsEn;
