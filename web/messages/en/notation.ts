/** The ways of writing formulas, in English. */
import type { ArticleLimit, Naming, Notation } from '../../../wasm/index';

export const notation = {
  label: 'Formulas',
  names: { scalar: 'written out', indexed: 'sums', matrix: 'matrices', article: 'article' } satisfies Record<
    Notation,
    string
  >,
  titles: {
    scalar: 'Every term of every sum',
    indexed: 'Sums over an index: Σ',
    matrix: 'A whole layer at a time, as matrices',
    article: 'The letters of the article: f, y, x, w, A',
  } satisfies Record<Notation, string>,
  naming: 'Names',
  /** after what the parameter is called by it */
  namings: {
    own: 'as given',
    layers: 'by layer',
    units: 'by neuron',
    reading: 'in reading order',
  } satisfies Record<Naming, string>,
  limits: {
    not_sigmoid:
      'The article’s letters do not hold here: its short rule takes the slope y(1 − y) of the sigmoid, and this neuron has another activation. So this is the form with δ, which always holds.',
    zero_output:
      'The article’s letters do not hold here: this neuron’s output is exactly 0, so A = δ · y is 0 whatever δ is. So this is the form with δ, which always holds.',
  } satisfies Record<ArticleLimit, string>,
};
