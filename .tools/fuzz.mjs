/**
 * `npm run fuzz` runs each fuzzer of tests/fuzz over as many inputs as the tests do; `npm run fuzz -- scenario=10000000`
 * one of them over that many. Same seed, same inputs. What fails is kept in build/fuzz.
 */
import { pathToFileURL } from 'node:url';
import { buildTargets } from './cmake.mjs';
import { ensure, ensureNode } from './needs.mjs';
import { runCaptured, stop } from './shell.mjs';

export const fuzzNeeds = ['cmake', 'ninja', 'eigen', 'gcc', 'catch2', 'json', 'clang', 'sanitizers'];

/** Inputs of each fuzzer that take a few seconds. */
const fewRuns = { scenario: 50_000, session: 1_000 };
const seed = 1;
/** Seconds after which one input counts as a hang. */
const hang = 20;

/** Runs the fuzzers named, of that preset's build, side by side; `ok` where none found anything. */
export async function fuzz(preset, wanted = fewRuns, { show = true } = {}) {
  const fuzzers = Object.entries(wanted);
  const targets = fuzzers.map(([name]) => `fuzz_${name}`);
  const built = await buildTargets(preset, targets, { show });
  if (!built.ok) return { ok: false, output: `${built.output}\nnot run: the build failed` };
  const outcomes = await Promise.all(fuzzers.map(([name, runs]) => runFuzzer(preset, name, runs, show)));
  return { ok: outcomes.every(({ ok }) => ok), output: outcomes.map(({ output }) => output).join('\n') };
}

async function runFuzzer(preset, name, runs, show) {
  const options = [`-runs=${runs}`, `-seed=${seed}`, '-max_len=300', `-timeout=${hang}`, '-print_final_stats=1'];
  const quiet = ['-verbosity=0', '-print_funcs=0', `-artifact_prefix=build/${preset}/`];
  // A run that was asked to be long may take a day.
  const minutes = runs > fewRuns[name] ? 24 * 60 : undefined;
  const run = await runCaptured(`build/${preset}/fuzz_${name}`, [...options, ...quiet], { minutes, show });
  const units = Number(/number_of_executed_units:\s*(\d+)/.exec(run.output)?.[1] ?? 0);
  const summary = `fuzz ${name}: ${units} inputs, seed ${seed}`;
  if (show) console.log(summary);
  return { ok: run.ok && units >= runs, output: `${run.output}\n${summary}` };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const wanted = asked
    .map((argument) => argument.split('='))
    .map(([name, runs]) => [name, Number(runs ?? fewRuns[name])]);
  const wrong = wanted.find(([name, runs]) => !(name in fewRuns) || !Number.isInteger(runs) || runs < 1);
  if (wrong)
    stop(`Unknown fuzzer or number of inputs '${wrong.join('=')}'; there are: ${Object.keys(fewRuns).join(' ')}.`);
  ensureNode();
  ensure(fuzzNeeds);
  const { ok } = await fuzz('fuzz', wanted.length > 0 ? Object.fromEntries(wanted) : undefined);
  if (!ok) stop('A fuzzer found something, or could not run.');
}
