/** The keys, and the conventions of symbols. */
export const help = {
  keys: [
    ['← →', 'one step back, one step on'],
    ['Shift + ← →', 'one phase'],
    ['Home End', 'start and end of the iteration'],
    ['Space', 'play and pause'],
    ['N', 'next iteration, same step'],
    ['Z', 'undo (Shift + Z: redo)'],
    ['↑ ↓', 'from part to part in the diagram, from symbol to symbol in a formula'],
    ['Enter', 'change the value of the part'],
    ['D', 'derive the weight or bias'],
    ['Ctrl + C', 'copy the whole number in focus'],
    ['?', 'this list'],
  ] as [string, string][],
  conventions:
    'The weight w with upper index l and lower indices ji leads from neuron i of the layer before into neuron j of layer l; both count from 1 (in documents and links neurons count from 0). δ is always ∂L/∂z. All gradients are taken at the old values, then everything moves at once.',
};
