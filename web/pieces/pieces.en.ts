/** English texts of the pieces. */
export const en = {
  /** in the place of a number that there is not */
  none: 'This network has no such number.',
  /** a small count as a word */
  count: (value: number): string | undefined =>
    ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][value],
  run: (updates: number) => `The loss over ${updates} updates`,
  updates: 'updates',
  afterUpdates: (count: string, loss: string) => `After ${count} updates L = ${loss}.`,
  scrub: 'Number of updates',
  answer: 'Your number',
  check: 'Check',
  right: 'Right, to every digit that you wrote.',
  fewDigits: 'Right as far as it goes. Three digits tell whether the way to it was right too.',
  wrong: 'Not yet. Write the factors down one by one.',
  sign: 'The size is right, the sign is not.',
};
