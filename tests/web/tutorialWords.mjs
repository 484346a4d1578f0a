/**
 * The tests of `backprop-when`, worked out anew from the headless API: `expectedOf` answers which words an article should
 * show for a network.
 */
export function expectedOf(test, network, session, updated) {
  const layers = network.network.layers;
  const layerOf = (word) => (word.startsWith('last') ? layers.length - Number(word.slice(5) || 0) : Number(word));
  const idOf = (word) =>
    word.replace(/\blast(?:-(\d+))?/, (_, back = '0') => String(layers.length - Number(back))).replace(/^a\.0\./, 'x.');
  const isThere = (id) => !/^d?[awbz]\./.test(id) || Number(id.split('.')[1]) >= 1;
  const ask = (owner, word) => {
    const id = idOf(word);
    if (!isThere(id)) return null;
    try {
      return owner.value(id);
    } catch {
      return null;
    }
  };
  const derive = (word, options) => session.derive(idOf(word), { lines: false, ...options });
  /** The number at the beginning of the words, and how many words it takes. */
  function numberAt([first, second, third]) {
    if (/^[-\d.]/.test(first)) return [Number(first), 1];
    if (first === 'outputs') return [layers.at(-1).units, 1];
    if (first === 'layers') return [layers.length, 1];
    if (first === 'lines') return [layers[layerOf(second) - 2]?.units ?? network.network.inputs, 2];
    if (first === 'new') return [ask(updated(1), second), 2];
    if (first === 'after') return [ask(updated(Number(second)), third), 3];
    if (first === 'paths') return [derive(second).pathCount, 2];
    if (first === 'path') return [derive(third).paths[Number(second) - 1]?.value ?? null, 3];
    if (first === 'wrong') return [session.mistaken(second, idOf(third)), 3];
    if (first === 'factor') {
      // The loss comes straight from an output: its slope is the only factor.
      const path = derive(`w.last.${third.split('.').at(-1)}.0`).paths[0];
      return [path.factors.find(({ of, wrt }) => of === second && wrt === idOf(third)).value, 3];
    }
    return [ask(session, first), 1];
  }
  const compare = {
    less: (one, other) => one < other,
    more: (one, other) => one > other,
    equal: (one, other) => one === other,
    'at-least': (one, other) => one >= other,
    'at-most': (one, other) => one <= other,
    positive: (one) => one > 0,
    negative: (one) => one < 0,
    zero: (one) => one === 0,
  };
  return test.split(' and ').every((part) => {
    const words = part.split(' ');
    const isNot = words[0] === 'not';
    const [word, ...rest] = isNot ? words.slice(1) : words;
    const holds = () => {
      if (word === 'own') return true;
      if (word === 'loss') return network.loss === rest[0];
      if (word === 'activation') return layers[layerOf(rest[0]) - 1]?.activation === rest[1];
      const [one, length] = numberAt(rest);
      const [other] = rest.length > length ? numberAt(rest.slice(length)) : [0];
      const isNumber = (value) => value !== null && Number.isFinite(value);
      return isNumber(one) && isNumber(other) && compare[word](one, other);
    };
    return holds() !== isNot;
  });
}
