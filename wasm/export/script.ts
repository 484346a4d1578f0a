/**
 * A network with its numbers as a program of its own: NumPy and C++ by back-propagation written out, PyTorch by
 * autograd. All three print the same loss and the same gradients, `L = …`, `dW1 = [[…], …]`, `db1 = […]`; and where training
 * is more than plain gradient descent, the parameters after one update by them, `W1 = [[…], …]`, `b1 = […]`.
 */
import { NumericError } from '../errors';
import type { Session } from '../session';
import type { GradientsResult, ScriptTarget } from '../types/index';
import { eigenScript } from './eigen';
import { readExportOptions, readSession } from './options';
import { numpyScript } from './numpy';
import { pytorchScript } from './pytorch';
import { scriptModel, type ScriptModel } from './scriptModel';
import { scriptTexts, type ScriptTexts } from './scriptTexts';
import { scriptUpdate } from './scriptUpdate';

export interface ScriptOptions {
  /** this sample alone; left out: all samples, reduced as the scenario's `batchReduction` says */
  sample?: number;
  /** the title in the head, in place of the scenario's own; as for that: one line, at most 200 characters */
  title?: string;
  /** the comments in another language; English when left out */
  texts?: ScriptTexts;
}

/** The usual name of the file: the C++ program's comment says how to compile it under this name. */
export const scriptFile: Record<ScriptTarget, string> = {
  numpy: 'backprop_numpy.py',
  pytorch: 'backprop_pytorch.py',
  eigen: 'backprop_eigen.cpp',
};

const writers: Record<ScriptTarget, (model: ScriptModel) => string> = {
  numpy: numpyScript,
  pytorch: pytorchScript,
  eigen: eigenScript,
};

/**
 * The session's network, at its present parameters, as a program. Numbers are written in full. Activations and loss are
 * the core's own formulas, see `Session.code`.
 *
 * @throws {ArgumentError} for anything that is not as described
 */
export function exportScript(session: Session, target: ScriptTarget, options: ScriptOptions = {}): string {
  const code = readSession(session).code(target);
  const scenario = session.scenario();
  const { sample, title, texts } = readExportOptions(options, [], scenario, scriptTexts);
  const result = finiteResult(session, sample);
  const update = scriptUpdate(session, scenario);
  return writers[target](scriptModel(scenario, code, { sample, title, texts, result, update }));
}

/** The result that the program compares its own with; nothing where a number is not finite. */
function finiteResult(session: Session, sample: number | undefined): GradientsResult | undefined {
  try {
    return session.gradients(sample);
  } catch (error) {
    if (error instanceof NumericError) return undefined;
    throw error;
  }
}
