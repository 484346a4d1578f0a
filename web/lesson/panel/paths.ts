/** Marks of a path of the chain rule: its colour, as in the diagram, and its neurons. */
import type { DerivationPath } from '../../../wasm/index';
import { PATH_TINTS } from '../diagram/paths';
import type { LessonView } from '../view';

export function tint(path: number): string {
  return path >= 0 && path < PATH_TINTS ? `--tint: var(--path-${path + 1})` : '';
}

/** The output that a path ends in, or the neurons between, whichever distinguishes it. */
export function pathThrough(view: LessonView, path: DerivationPath): string {
  const neurons = path.nodes.filter((node) => node.startsWith('a.')).map((node) => view.label(node));
  // The last one is the parameter's own neuron, which every path shares.
  const distinguishing = neurons.length > 1 ? neurons.slice(0, -1) : neurons;
  return distinguishing.reverse().join(' → ');
}
