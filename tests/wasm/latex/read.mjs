/**
 * Reads a formula as a mathematician does: a minus sign after a factor subtracts, braces are not seen, a sum sign
 * reaches to the end of its term. What can be read in two ways is an error, and so is what is not known.
 */
import { ReadingError, tokensOf } from './tokens.mjs';

/** `{ members, relations, range }`: the sides of `A = B = C`, and for which indices it holds where the line says so. */
export function readStatement(latex) {
  const reader = new Reader(tokensOf(latex));
  const statement = reader.statement();
  reader.end();
  return statement;
}

export function readExpression(latex) {
  const reader = new Reader(tokensOf(latex));
  const expression = reader.sum();
  reader.end();
  return expression;
}

const functions = new Set(['sigma', 'tanh']);
const symbols = new Set(['delta', 'eta']);
const starts = new Set(
  'frac tfrac left Bigl ln max operatorname text infty sum begin mathbf underset overline textstyle cdots ldots'.split(
    ' ',
  ),
);
const gaps = new Set(['cdots', 'vdots', 'ddots', 'ldots', 'dots']);

class Reader {
  constructor(tokens) {
    this.tokens = tokens;
    this.at = 0;
  }

  // ---------------------------------------------------------------- tokens

  /** The next token; braces that only group are not seen. */
  peek() {
    while (this.tokens[this.at]?.group) {
      const { group } = this.tokens[this.at];
      const next = this.tokens[this.at + 1];
      if ((next?.sign === '^' || next?.sign === '_') && group.length !== 1) this.fail('a script on a group');
      this.tokens = this.tokens.toSpliced(this.at, 1, ...group);
    }
    return this.tokens[this.at];
  }
  next() {
    const token = this.peek();
    this.at++;
    return token;
  }
  /** The braces that a command takes, or the one token in their place. */
  argument() {
    const token = this.tokens[this.at++] ?? this.fail('an argument is missing');
    return token.group ?? [token];
  }
  inside(tokens, read) {
    const reader = new Reader(tokens);
    const result = read(reader);
    reader.end();
    return result;
  }
  is(what) {
    const token = this.peek();
    return token !== undefined && (token.sign === what || (token.command && `\\${token.command}` === what));
  }
  take(what) {
    if (!this.is(what)) return false;
    this.at++;
    return true;
  }
  expect(what) {
    if (!this.take(what)) this.fail(`expected ${what}`);
  }
  end() {
    if (this.peek() !== undefined) this.fail('not understood');
  }
  fail(why) {
    throw new ReadingError(`${why} at ${JSON.stringify(this.tokens.slice(this.at, this.at + 3))}`);
  }

  // ---------------------------------------------------------------- the line

  statement() {
    const members = [this.sum()];
    const relations = [];
    let range = null;
    for (;;) {
      if (this.take('=')) relations.push('=');
      else if (this.take('\\leftarrow')) relations.push('<-');
      else break;
      members.push(this.sum());
    }
    if (this.take(',')) range = this.range();
    return { members, relations, range };
  }

  /** `k = 1, 2` or `k = 1, …, 3` */
  range() {
    this.expect('\\quad');
    const { letter } = this.next();
    this.expect('=');
    const first = Number(this.next().number);
    this.expect(',');
    if (this.take('\\dots')) this.expect(',');
    const last = Number(this.next().number);
    if (!letter || !(last > first)) this.fail('a range that is none');
    return { letter, first, last };
  }

  // ---------------------------------------------------------------- sums and products

  sum() {
    const terms = [{ negative: this.take('-'), node: this.term() }];
    for (;;) {
      const negative = this.is('-');
      if (!negative && !this.is('+')) break;
      this.at++;
      if (this.is('-') || this.is('+')) this.fail('two signs in a row');
      terms.push({ negative, node: this.term() });
    }
    return terms.length === 1 && !terms[0].negative ? terms[0].node : { kind: 'sum', terms };
  }

  /** Factors side by side or with a dot; ⊙ takes whole products. */
  term() {
    const products = [[this.factor()]];
    for (;;) {
      const factors = products.at(-1);
      if (this.take('\\cdot')) {
        if (this.is('-') || this.is('+')) this.fail('a sign behind a dot');
        factors.push(this.factor());
      } else if (this.take('\\odot')) {
        products.push([this.factor()]);
      } else if (this.startsFactor()) {
        if (this.peek().number) this.fail('a number without a dot before it');
        factors.push(this.factor());
      } else break;
      if (factors.at(-2)?.bareLogarithm) this.fail('how far does the logarithm reach');
    }
    const nodes = products.map((factors) => (factors.length === 1 ? factors[0] : { kind: 'product', factors }));
    return nodes.length === 1 ? nodes[0] : { kind: 'entrywise', factors: nodes };
  }

  startsFactor() {
    const token = this.peek();
    if (!token) return false;
    if (token.command) return starts.has(token.command) || functions.has(token.command) || symbols.has(token.command);
    return Boolean(token.number || token.letter) || token.sign === '(';
  }

  factor() {
    const base = this.primary();
    if (this.is('^') || this.is('_')) return this.script(base);
    return base;
  }

  /** A superscript or subscript after something that is no symbol. */
  script(base) {
    if (this.take('_')) {
      if (base.kind !== 'call' && base.kind !== 'group') this.fail('an index on what has none');
      return { kind: 'entry', of: base, index: this.argument() };
    }
    this.expect('^');
    const raised = this.argument();
    if (raised.length === 1 && raised[0].command === 'top') return { kind: 'transpose', of: base };
    const plain = base.kind === 'group' || base.kind === 'symbol' || (base.kind === 'number' && base.power === null);
    if (!plain || raised.length !== 1 || !raised[0].number) this.fail('a power of what is in no parentheses');
    return { kind: 'power', of: base, exponent: Number(raised[0].number) };
  }

  // ---------------------------------------------------------------- primary expressions

  primary() {
    const token = this.peek() ?? this.fail('something is missing');
    if (token.number) return this.number();
    if (token.letter === 'e') return this.exponential();
    if (token.letter === 'f' && this.isCalled(1)) {
      this.next();
      return this.call('f');
    }
    if (token.letter || symbols.has(token.command)) return this.symbol();
    if (token.sign === '(' || token.command === 'left' || token.command === 'Bigl') return this.group();
    this.next();
    if (functions.has(token.command)) return this.call(token.command);
    const read = this[`read_${token.command}`];
    if (!read || !starts.has(token.command)) this.fail('not understood');
    return read.call(this);
  }

  number() {
    const { number } = this.next();
    if (!this.take('\\times')) return { kind: 'number', text: number, power: null };
    if (this.next()?.number !== '10' || !this.take('^')) this.fail('a cross that is no power of ten');
    const raised = this.argument().map(({ number: digits, sign }) => digits ?? sign);
    const power = Number(raised.join(''));
    if (!Number.isInteger(power)) this.fail('a power of ten that is none');
    return { kind: 'number', text: number, power };
  }

  exponential() {
    this.next();
    if (!this.take('^')) this.fail('e without an exponent');
    return { kind: 'exp', of: this.inside(this.argument(), (reader) => reader.sum()) };
  }

  /** True where parentheses or a prime follow. */
  isCalled(ahead) {
    const token = this.tokens[this.at + ahead];
    return token?.sign === "'" || token?.sign === '(' || token?.command === 'left';
  }

  call(name) {
    const prime = this.take("'");
    const args = this.inParentheses(() => {
      const list = [this.sum()];
      while (this.take(',')) list.push(this.sum());
      return list;
    });
    return { kind: 'call', name, prime, args };
  }

  inParentheses(read) {
    const sized = ['left', 'Bigl'].find((size) => this.take(`\\${size}`));
    this.expect('(');
    const result = read();
    if (sized) this.expect(sized === 'left' ? '\\right' : '\\Bigr');
    this.expect(')');
    return result;
  }

  group() {
    return { kind: 'group', of: this.inParentheses(() => this.sum()) };
  }

  /** A letter with its layer as a superscript in parentheses and its index as a subscript. */
  symbol(base = this.letter()) {
    const node = { kind: 'symbol', base, layer: null, index: null };
    for (;;) {
      if (this.is('_') && !node.index) {
        this.at++;
        node.index = this.argument();
      } else if (this.is('^') && !node.layer && this.tokens[this.at + 1]?.group?.[0]?.sign === '(') {
        this.at++;
        node.layer = this.argument().slice(1, -1);
      } else return node;
    }
  }
  letter() {
    const { letter, command } = this.next();
    return letter ?? command;
  }

  read_frac() {
    const [above, below] = [this.argument(), this.argument()];
    if (above[0]?.command !== 'partial') {
      const [a, b] = [above, below].map((tokens) => this.inside(tokens, (reader) => reader.sum()));
      return { kind: 'quotient', a, b };
    }
    if (below[0]?.command !== 'partial') this.fail('a derivative by nothing');
    const by = this.inside(below.slice(1), (reader) => reader.quantity());
    if (above.length > 1)
      return { kind: 'partial', of: this.inside(above.slice(1), (reader) => reader.quantity()), by };
    this.expect('\\left');
    this.expect('[');
    const of = this.sum();
    this.expect('\\right');
    this.expect(']');
    return { kind: 'derivative', of, by };
  }
  read_tfrac() {
    return this.read_frac();
  }
  /** A symbol and nothing else. */
  quantity() {
    const node = this.primary();
    return node.kind === 'symbol' ? node : this.fail('a derivative of what is no quantity');
  }

  read_ln() {
    if (this.is('(') || this.is('\\left')) return { kind: 'ln', of: this.group() };
    const of = this.primary();
    if (of.kind !== 'symbol' && !(of.kind === 'number' && of.power === null))
      this.fail('how far does the logarithm reach');
    return { kind: 'ln', of, bareLogarithm: true };
  }

  read_max() {
    return { ...this.call('max'), kind: 'max' };
  }
  read_operatorname() {
    return this.call(
      this.argument()
        .map(({ letter }) => letter)
        .join(''),
    );
  }

  read_text() {
    const text = this.argument()
      .map((token) => token.letter ?? token.number ?? token.sign ?? `\\${token.command}`)
      .join('');
    if (text === '--' || text === 'NaN') return { kind: 'none' };
    return this.symbol(`text ${text}`);
  }
  read_infty() {
    return { kind: 'none' };
  }

  read_sum() {
    let [letter, first, last] = [null, null, null];
    while (this.is('_') || this.is('^')) {
      const lowered = this.next().sign === '_';
      const script = this.argument();
      if (!lowered) last = Number(script[0].number);
      else [letter, first] = [script[0].letter, script.length === 3 ? Number(script[2].number) : null];
    }
    if (!letter || (first === null) !== (last === null)) this.fail('a sum without its index');
    return { kind: 'over', letter, first, last, body: this.term() };
  }

  read_begin() {
    const name = this.argument()
      .map(({ letter }) => letter)
      .join('');
    if (name !== 'cases' && name !== 'bmatrix') this.fail(`an environment ${name}`);
    const rows = [];
    do rows.push(name === 'cases' ? this.oneCase() : this.row());
    while (this.take('\\\\'));
    this.expect('\\end');
    this.argument();
    return { kind: name, rows };
  }
  oneCase() {
    const value = this.sum();
    this.expect('&');
    const left = this.sum();
    const above = this.take('>');
    if (!above) this.expect('\\le');
    return { value, above, left, right: this.sum() };
  }
  row() {
    const entries = [this.entry()];
    while (this.take('&')) entries.push(this.entry());
    return entries;
  }
  entry() {
    if (this.take('\\cdot')) return { kind: 'unknown' };
    if (gaps.has(this.peek()?.command)) {
      this.next();
      return { kind: 'gap' };
    }
    return this.sum();
  }

  /** 1 where two indices are the same, else 0. */
  read_mathbf() {
    if (this.argument()[0]?.number !== '1' || !this.take('_')) this.fail('not understood');
    const [left, equals, right] = this.argument();
    if (equals?.sign !== '=') this.fail('not understood');
    return { kind: 'indicator', left: [left], right: [right] };
  }

  read_underset() {
    const [rows, cross, columns] = this.argument();
    if (cross?.command !== 'times') this.fail('a shape that is none');
    const of = this.inside(this.argument(), (reader) => reader.sum());
    return { kind: 'shaped', rows: Number(rows.number), columns: Number(columns.number), of };
  }

  read_overline() {
    const tokens = this.argument();
    if (tokens.length === 1 && tokens[0].letter) return this.symbol(`mean ${tokens[0].letter}`);
    return { kind: 'mean', of: this.inside(tokens, (reader) => reader.sum()) };
  }
  /** \textstyle\sum L, the sum of the losses of a batch, is a symbol. */
  read_textstyle() {
    this.expect('\\sum');
    if (this.next()?.letter !== 'L') this.fail('not understood');
    return { kind: 'symbol', base: 'sum L', layer: null, index: null };
  }
  read_cdots() {
    return { kind: 'gap' };
  }
  read_ldots() {
    return { kind: 'gap' };
  }
}
