/**
 * What a server gets from the package: there are no elements in Node, and a page that is written there gets its elements in
 * the browser. Each name of the entries is there, so that importing one is no fault.
 */
class NoElement {}

export {
  NoElement as BackpropCheck,
  NoElement as BackpropFormula,
  NoElement as BackpropNetwork,
  NoElement as BackpropPlayground,
  NoElement as BackpropPlot,
  NoElement as BackpropShow,
  NoElement as BackpropValue,
  NoElement as BackpropWhen,
};
export const drawBlocks = async (): Promise<void> => {};
