/** The figures of a source beside ours. */
export type PrintedMessages = typeof printed;

const hidden =
  'with output weights that had already moved when the hidden gradients were taken. All gradients belong to the old weights';

export const printed = {
  title: (agreeing: number, all: number, following: number) =>
    `The source’s figures beside ours: ${agreeing} of ${all} agree${following ? `, ${following} follow from one that differs` : ''}`,
  comparing: 'The source’s figures are being compared with ours…',
  table: 'The source’s figures and ours',
  quantity: 'Quantity',
  inPrint: 'In print',
  ours: 'Ours',
  verdict: 'To the printed digits',
  after: (updates: number) => (updates === 1 ? 'after the update' : `after ${updates.toLocaleString('en')} updates`),
  sample: (sample: number) => `sample ${sample}`,
  comma: ', ',
  negated: 'The source has this quantity with the opposite sign; ours is shown with the source’s sign here.',
  /** the first character alone is shown where there is little room */
  marks: {
    agrees: '✓ agrees',
    rounding: '✓ agrees up to rounding',
    single_precision: '✓ agrees in single precision',
    last_digit: '≈ last digit differs',
    follows: '↳ follows from another figure',
    differs: '✗ differs',
  },
  followsFrom: (cause: string) => `↳ follows from ${cause}`,
  /** where a source slipped: scenario, quantity, and after how many updates */
  slips: {
    'mazur L 1': `The slip: computed ${hidden}; then the error is 0.2910277737.`,
    'mazur a.2.0 10000': `The same slip, ten thousand times: computed ${hidden}.`,
    'mazur a.2.1 10000': 'The same slip as for the first output.',
    'mazur L 10000':
      'This is the right error, but after 9,999 updates; the two outputs printed with it come from the slip above.',
    'han-kamber a.1.1':
      'The figure is right. Reprints write its exponent with the wrong sign, 1/(1 + e^0.1): it must be e^−0.1.',
    'han-kamber a.2.0': 'The figure is right. One reprint writes 1/(1 + e^−0.105): it must be e^0.105.',
    'han-kamber delta.2.0': 'Computed from the output already rounded to 0.474; the unrounded output gives 0.1312.',
  } as Record<string, string | undefined>,
};
