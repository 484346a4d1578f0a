/** The headless API: `loadCore()`, then `core.open(scenario)`. In pages and in Node, from the same file. */
export { loadCore, type LoadOptions } from './load';
export { fileAddress } from './files';
export { Core } from './core';
export { Session } from './session';
export {
  ArgumentError,
  BackpropError,
  describeError,
  errorFrom,
  LoadError,
  NumericError,
  sayError,
  ScenarioError,
  SessionClosedError,
  type ErrorCode,
  type ErrorDescription,
  type ErrorPlace,
} from './errors';
export {
  errorTexts,
  type ChoiceName,
  type ErrorKey,
  type ErrorParams,
  type ErrorTexts,
  type ValueKind,
} from './errorTexts';
export { readPrintedNumber, type PrintedNumber } from './reading/decimal';
export { maxNumberLength } from './reading/limits';
export { formatNumber, formatText, type FormattedNumber } from './format';
export { formatQuantityId, parseQuantityId, quantityExists, type Quantity } from './reading/quantity';
export { initOf, trainingOf } from './reading/defaults';
export { parameterCount, shapeOf, type NetworkShape } from './reading/shape';
export { settingOf } from './reading/training';
export type * from './types/index';
export { exportScript, scriptFile, type ScriptOptions } from './export/script';
export { scriptTexts, type ScriptTexts } from './export/scriptTexts';
export { exportLatex, exportMarkdown } from './export/writers';
export { derivationDocument, iterationDocument, type Block, type DocumentOptions } from './export/document';
export { documentTexts, type DocumentTexts } from './export/documentTexts';
export { aligned, plainLatex, stepLines } from './export/latex';
