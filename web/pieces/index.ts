/** The pieces that an article is made of: one module for any number of them. It does not load the workbench. */
export { BackpropCheck } from './check';
export { BackpropFormula } from './formula';
export { BackpropNetwork } from './network';
export { BackpropPlot } from './plot';
export { BackpropShow } from './show';
export { BackpropValue } from './value';
export { BackpropWhen } from './when';
