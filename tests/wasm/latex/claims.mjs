/** All lines that the API shows for one sample, each with the value that it claims. */
import { manyBits } from './check.mjs';
import { R, withBits } from './real.mjs';
import { SampleValues } from './network.mjs';
import { running, Symbols, tableOfNames } from './symbols.mjs';

/** The ids of the article's symbols at a neuron; for a parameter also that of x. `w_i` is a symbol of sums: any other weight has its name. */
export function articleTable(values, layer, neuron, parameter, ofInputs) {
  const { shape, depth, scenario } = values;
  const last = layer === depth;
  const own = last ? `_${neuron + 1}` : '';
  const table = {
    ...tableOfNames(scenario.names),
    [`y${own}`]: `a.${layer}.${neuron}`,
    [`f${own}`]: `z.${layer}.${neuron}`,
    b: `b.${layer}.${neuron}`,
  };
  const before = (i) => (layer === 1 ? `x.${i}` : `a.${layer - 1}.${i}`);
  for (let k = 0; !last && k < shape[layer + 1]; k++) {
    const weight = `w.${layer + 1}.${k}.${neuron}`;
    Object.assign(table, {
      [running(`w_${k + 1}`)]: weight,
      [`f_${k + 1}`]: `z.${layer + 1}.${k}`,
      [`A_${k + 1}`]: `d${weight}`,
    });
    if (shape[layer + 1] <= 2) table['AB'[k]] = `d${weight}`;
  }
  for (let i = 0; ofInputs && i < shape[layer - 1]; i++) {
    Object.assign(table, { [`x_${i + 1}`]: before(i), [running(`w_${i + 1}`)]: `w.${layer}.${neuron}.${i}` });
  }
  const [kind, , , from] = (parameter ?? '').split('.');
  if (kind === 'w') table.x = before(from);
  return table;
}

const place = (id) => id.split('.').map((part, at) => (at ? Number(part) : part));
const join = (...parts) => parts.filter(Boolean).join(' = ');
const isParameter = (id) => /^[wb]\./.test(id);

/** The values of a sample with the sums of its batch beside them. */
class BatchValues {
  constructor(values, totals) {
    return Object.assign(Object.create(values), {
      value: (id) => (totals.has(id) ? R.of(totals.get(id)) : values.value(id)),
    });
  }
}

export class Claims {
  constructor(session, check, { notation, digits, name }) {
    Object.assign(this, { session, check, notation, digits, name });
    this.names = tableOfNames(session.scenario().names);
    this.kept = new Map();
  }

  valuesOf(sample) {
    if (!this.kept.has(sample)) this.kept.set(sample, new SampleValues(this.session, sample));
    return this.kept.get(sample);
  }
  context(values, table = {}, letters = {}, samples = null) {
    const symbols = new Symbols({ shape: values.shape, table, letters: { L: values.depth, ...letters } });
    return { symbols, values, digits: this.digits, samples };
  }
  get options() {
    return { notation: this.notation, digits: this.digits };
  }

  // ---------------------------------------------------------------- steps

  trace(sample) {
    const samples = this.session.status().nextBatch.map((index) => this.valuesOf(index));
    for (const step of this.session.trace(sample, this.options)) this.step(step, this.valuesOf(sample), samples);
  }

  traceBatch() {
    const batch = this.session.status().nextBatch;
    const samples = batch.map((index) => this.valuesOf(index));
    const totals = new Map();
    for (const step of this.session.traceBatch(this.options)) {
      const own = this.valuesOf(step.sample ?? batch[0]);
      if (step.phase === 'batch') totals.set(step.computes, step.before ?? step.value);
      this.step(step, samples.length > 1 ? new BatchValues(own, totals) : own, samples);
      if (step.rule === 'accumulate') totals.set(step.computes, step.value);
    }
  }

  step(step, values, samples, text = join(step.symbols, step.numbers, step.result)) {
    const { computes, value, result } = step;
    const [, , neuron, from = 0] = place(computes);
    const context = this.context(values, this.tableOfStep(step, values, samples), {}, samples);
    const inWeights = result.includes('bmatrix') && /^(d?w|sum|mean)/.test(computes);
    const at = result.includes('bmatrix') ? [neuron, inWeights ? from : 0] : [0, 0];
    this.check.line(`${this.name} ${this.notation} step ${computes}`, text, value, context, { at });
  }

  tableOfStep({ computes, rule, phase, articleLimit }, values, samples) {
    if (this.notation === 'scalar') return this.names;
    const ofBatch = phase === 'batch' || (phase === 'update' && samples.length > 1);
    if (this.notation !== 'article') return {};
    if (articleLimit || ofBatch) return this.names;
    if (phase === 'loss') return articleLossTable(values);
    const [, layer, neuron] = place(computes);
    const parameter = computes.replace(/^d(?=[wb])/, '');
    return articleTable(values, layer, neuron, parameter, rule === 'weighted_sum');
  }

  // ---------------------------------------------------------------- derivations

  derive(id, sample, lines) {
    const d = this.session.derive(id, { ...this.options, sample, lines, pathLimit: 12 });
    const values = this.valuesOf(sample);
    const written = this.context(values, this.names);
    const context = this.context(values, this.tableOfDerivation(d, values));
    const where = `${this.name} ${this.notation} ∂L/∂${id}`;
    this.check.line(where, d.symbol, d.value, context);
    if (this.notation === 'scalar') for (const path of d.paths) this.path(where, path, written);
    for (const stage of d.stages) this.stage(`${where} ${stage.kind}`, stage, d, context);
  }

  tableOfDerivation({ id, articleLimit }, values) {
    if (this.notation === 'indexed' || this.notation === 'matrix') return {};
    const [, layer, neuron] = place(id);
    const isArticle = this.notation === 'article' && !articleLimit && isParameter(id);
    return isArticle ? articleTable(values, layer, neuron, id) : this.names;
  }

  path(where, { factors, value }, context) {
    for (const factor of factors) this.factor(where, factor, context);
    this.check.line(`${where} path`, factors.map(({ symbol }) => symbol).join(' \\cdot '), value, context);
  }

  factor(where, { of, wrt, symbol, result, numbers, value, lines }, context) {
    const name = `${where} factor ∂${of}/∂${wrt}`;
    const shown = value === null ? '' : numbers;
    this.check.line(name, join(symbol, result, shown), value, context);
    for (const line of lines) {
      this.check.line(`${name} line ${line.rule}`, line.latex, line.value ?? value, context, { exact: value });
    }
  }

  stage(where, stage, d, context) {
    if (this.isOfPaths(stage)) return this.pathRows(where, stage, d, context);
    for (const { latex, numbers, value } of stage.rows) {
      this.statement(where, stage, join(latex, numbers), d, context);
      const claims = value !== undefined && value !== null && this.notation !== 'matrix';
      if (claims) this.check.line(`${where} claim`, join(latex, numbers).split(' = ').at(-1), value, context);
    }
  }
  isOfPaths({ kind }) {
    return this.notation === 'scalar' && ['chain', 'factors', 'numbers'].includes(kind);
  }
  statement(where, { kind }, text, d, context) {
    if (kind === 'rule') return this.rule(where, text, d, context);
    const written = kind === 'article' && this.notation === 'scalar';
    const claimed = text.startsWith(`${d.symbol} = `) && this.notation !== 'matrix' ? d.value : null;
    this.check.line(
      where,
      text,
      claimed,
      written ? this.context(context.values, this.lettersOf(d.id, context)) : context,
    );
  }
  /** The symbols of the gradients one layer on, in a formula that is otherwise written out. */
  lettersOf(id, { values }) {
    const [, layer, neuron] = place(id);
    const letters = Object.entries(articleTable(values, layer, neuron)).filter(([letter]) =>
      /^(A|B|A_\d+)$/.test(letter),
    );
    return { ...this.names, ...Object.fromEntries(letters) };
  }

  /** One product a row; together they are the gradient. */
  pathRows(where, { rows, value }, d, context) {
    this.check.line(`${where} all rows`, rows.map(({ latex }) => latex).join(' '), value, context);
    rows.slice(0, d.paths.length).forEach(({ latex, numbers }, index) => {
      const start = index === 0 ? `${d.symbol} = ` : ' + ';
      if (!latex.startsWith(start)) this.check.failures.push(`${where}: a row that starts otherwise: ${latex}`);
      this.check.line(`${where} row ${index}`, join(latex.slice(start.length), numbers), d.paths[index].value, context);
    });
  }

  /** Checks a formula for any layer and neuron at each that there is. */
  rule(where, text, { id, articleLimit }, context) {
    const { values } = context;
    const [, layer, neuron, from = 0] = place(id);
    const letters = { j: neuron + 1, k: neuron + 1, i: from + 1 };
    if (this.notation === 'article' && !articleLimit && isParameter(id))
      return this.articleRule(where, text, id, context);
    const inAll = this.notation === 'matrix' && text.includes('(l');
    const last = values.depth - (text.includes('l+1') ? 1 : 0);
    for (let l = inAll ? 1 : layer; l <= (inAll ? last : layer); l++) {
      this.check.line(where, text, null, this.context(values, {}, { ...letters, l }));
    }
  }
  articleRule(where, text, id, { symbols, values }) {
    const one = Object.assign(Object.create(values), {
      value: (name) => (name === 'one' ? R.of(1) : values.value(name)),
    });
    const table = { x: 'one', ...symbols.table, w: id };
    if (id.startsWith('b.')) table.x = 'one';
    const [, layer, neuron] = place(id);
    Object.assign(table, { y: `a.${layer}.${neuron}` });
    const moved = withBits(manyBits, () => R.sub(values.value(id), R.mul(values.value('eta'), values.value(`d${id}`))));
    this.check.line(where, text, null, this.context(one, table), { expected: moved });
  }

  // ---------------------------------------------------------------- documents

  /** The iteration as a document; `blocks` are its formulas, each a list of lines. */
  iterationDocument(sample, blocks) {
    const steps = this.session.trace(sample, this.options);
    const first = steps.findIndex(({ phase }) => phase === 'update');
    const samples = this.session.status().nextBatch.map((index) => this.valuesOf(index));
    if (blocks.length !== first + 1)
      this.check.failures.push(`${this.name}: ${blocks.length} formulas, ${first + 1} steps`);
    steps.slice(0, first + 1).forEach((step, index) => {
      for (const text of statementsOf(blocks[index])) this.step(step, this.valuesOf(sample), samples, text);
    });
  }

  derivationDocument(id, sample, blocks) {
    const d = this.session.derive(id, { ...this.options, sample, lines: false });
    const values = this.valuesOf(sample);
    const context = this.context(values, this.tableOfDerivation(d, values));
    const where = `${this.name} ${this.notation} document of ∂L/∂${id}`;
    const left = [...blocks];
    for (const stage of d.stages.filter(({ kind, rows }) => kind !== 'numbers' && rows.length > 0)) {
      const factors = new Set(d.paths.flatMap((path) => path.factors));
      for (const factor of stage.kind === 'factors' ? factors : [null]) {
        for (const text of statementsOf(left.shift())) {
          if (factor) this.check.line(`${where} ∂${factor.of}/∂${factor.wrt}`, text, factor.value, context);
          else this.statement(`${where} ${stage.kind}`, stage, text, d, context);
        }
      }
    }
    for (const text of statementsOf(left.shift())) this.check.line(where, text, d.value, context);
    if (left.length > 0) this.check.failures.push(`${where}: ${left.length} formulas too many`);
  }

  // ---------------------------------------------------------------- the general rule

  generalRule(id, sample) {
    const values = this.valuesOf(sample);
    const [, , neuron, from = 0] = place(id);
    const letters = { j: neuron + 1, k: neuron + 1, i: from + 1 };
    for (const rule of this.session.generalRule(id, { sample, digits: this.digits })) {
      const where = `${this.name} general rule of ${id}, ${rule.kind} ${rule.layer ?? 'in letters'}`;
      const last = rule.kind === 'weight' ? values.depth : values.depth - 1;
      const own = rule.kind === 'output' ? [values.depth] : Array.from({ length: last }, (_, l) => l + 1);
      for (const l of rule.layer ? [rule.layer] : own) {
        if (!rule.layer && neuron >= values.shape[l]) continue;
        if (!rule.layer && rule.kind === 'output' && neuron >= values.shape.at(-1)) continue;
        if (!rule.layer && rule.kind === 'weight' && from >= values.shape[l - 1]) continue;
        this.ruleCase(where, rule, this.context(values, {}, { ...letters, l }));
      }
    }
  }
  ruleCase(where, { symbol, factors, form, value }, context) {
    for (const factor of factors) this.check.line(where, join(factor.symbol, factor.result), factor.value, context);
    const product = factors.map((factor) => `\\left(${factor.result}\\right)`).join(' \\cdot ');
    this.check.line(where, join(symbol, form, product), value, context);
  }
}

function articleLossTable({ shape, depth }) {
  return Object.fromEntries(Array.from({ length: shape.at(-1) }, (_, k) => [`y_${k + 1}`, `a.${depth}.${k}`]));
}

/** The formulas of a document in Markdown or LaTeX, each a list of its lines. */
export function formulasOf(text) {
  const bodies = text.matchAll(/\\begin\{align(?:ed|\*)\}\n([\s\S]*?)\n\\end\{align(?:ed|\*)\}/g);
  return [...bodies].map(([, body]) => body.split(' \\\\\n').map(withoutAlignment));
}
function withoutAlignment(line) {
  const bare = line.trim().replace(/ \\qquad \\text\{[^{}]*\}$/, '');
  return bare.startsWith('&') ? bare.slice(1).replace(/^\\quad /, '') : bare.replace(/ &(=|\\leftarrow)/, ' $1');
}
/** A line that starts with a sign goes on with the one before it. */
function statementsOf(lines = []) {
  const statements = [];
  for (const line of lines) {
    if (/^(=|\+)/.test(line)) statements.push(`${statements.pop()} ${line}`);
    else statements.push(line);
  }
  return statements;
}
