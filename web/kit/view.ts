/** The input of every drawing function: the work, the texts, and numbers and formulas as they are written. */
import { html, mathml, nothing, type TemplateResult } from 'lit';
import { formatNumber, type QuantityId, type QuantitySymbol, type Scenario } from '../../wasm/index';
import type { Messages } from '../messages/en/index';
import { quantityWords } from '../work/stepFacts';
import type { Fault, ProblemPlace } from '../work/problem';
import type { Label } from '../work/symbols';
import type { Work } from '../work/work';
import { formula, prepare } from './formula';
import { sayFault } from './texts';

export abstract class View {
  constructor(
    readonly work: Work,
    readonly messages: Messages,
    /** significant digits shown */
    readonly digits: number,
    /** draws again, when something that was fetched has come */
    readonly redraw: () => void,
  ) {}

  /** What a quantity is called: base and indices. */
  abstract symbolOf(id: QuantityId): QuantitySymbol;
  /** by which notation and scheme of names */
  abstract get calledBy(): string;

  readonly label: Label = (id) => this.symbolOf(id).text;

  /** A quantity in a sentence, with its indices set small. */
  symbol(id: QuantityId): TemplateResult {
    const { base, upper, lower } = this.symbolOf(id);
    const [quotient, letter] = base.startsWith('∂L/∂') ? ['∂L/∂', base.slice(4)] : ['', base];
    return html`<span class="symbol-text"
      >${quotient}<i>${letter}</i>${upper ? html`<sup>${upper}</sup>` : nothing}${lower ? html`<sub>${lower}</sub>` : nothing}</span
    >`;
  }

  /** A gradient as a formula of the browser's own, which needs no KaTeX: ∂L over ∂θ, up to the equals sign. */
  quotient(parameter: QuantityId): TemplateResult {
    const { base, upper, lower } = this.symbolOf(parameter);
    const [letter, below, above] = [mathml`<mi>${base}</mi>`, mathml`<mn>${lower}</mn>`, mathml`<mn>${upper}</mn>`];
    const symbol = upper
      ? mathml`<msubsup>${letter}${below}${above}</msubsup>`
      : lower
        ? mathml`<msub>${letter}${below}</msub>`
        : letter;
    return html`<math displaystyle="true"
      ><mfrac
        ><mrow><mo>∂</mo><mi>L</mi></mrow
        ><mrow><mo>∂</mo>${symbol}</mrow></mfrac
      ><mo form="infix">=</mo></math
    >`;
  }

  text(value: number, digits = this.digits): string {
    return formatNumber(value, digits).text;
  }

  /** `weight w3 from a¹₀ to N1: 0.5` */
  speak = (id: QuantityId, value: string | null): string => {
    const words = quantityWords(id, this.work.design, this.label);
    const what = words ? this.messages.quantityLabel(words) : this.messages.graph.inside(this.label(id.split(':')[0]));
    return value === null ? what : this.messages.diagram.withValue(what, this.text(Number(value)));
  };

  tex(latex: string): TemplateResult {
    return formula(latex, this.speak, this.spokenAs, this.redraw);
  }

  /** Typesets it for when it is drawn. */
  prepareTex(latex: string): void {
    prepare(latex, this.speak, this.spokenAs);
  }

  private get spokenAs(): string {
    return `${this.messages.language} ${numberOf(this.work.original)} ${this.digits} ${this.calledBy}`;
  }

  /** A number outside of a formula: rounded for reading, whole on demand. */
  number(id: QuantityId, value: number, digits?: number): TemplateResult {
    const text = this.text(value, digits);
    return html`<span
      class="number"
      role="button"
      tabindex="0"
      data-id=${id}
      data-value=${value}
      aria-label=${this.speak(id, String(value))}
      >${text}</span
    >`;
  }

  /** A number as LaTeX, for numbers among formulas that belong to no single quantity. */
  plainNumber(value: number | null): string {
    if (value === null) return '\\text{–}';
    return numberLatex(value, this.digits);
  }

  fault(fault: Fault): string {
    return sayFault(fault, this.messages, this.redraw, this.label, this.work.sampleCount);
  }

  /** The sentence of the present problem, if this is its place. */
  problemAt(place: ProblemPlace): string | null {
    const { problem } = this.work;
    return problem?.place === place ? this.fault(problem) : null;
  }
}

/** A rounded number as LaTeX, tagged with the whole double. */
export function numberLatex(value: number, digits: number): string {
  const { text } = formatNumber(value, digits);
  const power = /×10(.+)$/.exec(text);
  const plain = text.replace(/×10.+$/, '').replace('−', '-');
  return `\\htmlData{value=${value}}{${power ? `${plain} \\cdot 10^{${lowered(power[1])}}` : plain}}`;
}

/** Superscript digits back to plain ones. */
function lowered(text: string): string {
  return text.normalize('NFKC').replace('−', '-');
}

const numbers = new WeakMap<Scenario, number>();
let documents = 0;

/** Names belong to a document: formulas that are spoken with them are kept apart for each. */
function numberOf(document: Scenario): number {
  if (!numbers.has(document)) numbers.set(document, ++documents);
  return numbers.get(document)!;
}
