/** What every drawing function gets: the state, the texts, and what the reader can do. */
import { html, type TemplateResult } from 'lit';
import { formatNumber, type QuantityId, type Scenario, type ScriptTarget } from '../../wasm/index';
import { sayFault, type Messages } from '../messages/index';
import { formula, typeset } from './formula';
import type { Controller } from '../work/controller';
import { quantityWords } from '../work/stepFacts';
import type { Fault, ProblemPlace } from '../work/problem';
import { isEditable, label } from '../work/quantity';

export type Theme = 'auto' | 'light' | 'dark';
export type Dialog = 'help' | 'check' | 'take' | null;
export type Sheet = 'network' | 'samples' | 'json';
/** What can be taken out of the page. */
export type TakeKind = 'formula' | 'derivation' | 'markdown' | 'print' | 'svg' | ScriptTarget;

/** What is typed into a field, and why it cannot be taken. */
export interface Draft {
  text: string;
  fault: Fault | null;
}

/** State of the page itself, which no link needs to carry. */
export interface PageState {
  /** the quantity pointed at */
  highlighted: QuantityId | null;
  /** the quantity whose value is being typed */
  editing: (Draft & { id: QuantityId; before: string }) | null;
  /** what is typed for η and is no learning rate */
  eta: Draft | null;
  /** the diagram's part that Tab comes to */
  roving: QuantityId | null;
  /** which factor of which path is open, `path:factor` */
  openFactor: string | null;
  dialog: Dialog;
  /** the first neuron shown of each folded layer; layer 0 is the inputs */
  windows: Record<number, number>;
  /** which step of the finite differences: 0 is the largest */
  epsilon: number;
  /** activations that the graph shows operation by operation */
  openActivations: ReadonlySet<QuantityId>;
  /** of the graph; null: as suits its width */
  graphZoom: number | 'whole' | null;
  /** what of the editor is open */
  sheet: Sheet | null;
  /** a draft of the document */
  documentText: string | null;
  /** a file is held over the page */
  dropping: boolean;
  take: TakeKind;
  /** LaTeX of a formula that could not be copied where it stands */
  takeFormula: string | null;
  /** what came of copying or printing */
  takeTold: string;
  /** where the toolbar has little room, its settings fold away */
  menuOpen: boolean;
  playing: boolean;
  /** how many iterations are asked for */
  runs: Draft;
  /** iterations under way */
  running: { done: number; count: number } | null;
  /** the outputs of all samples are shown */
  outputsOpen: boolean;
  /** what was copied a moment ago: a formula's LaTeX, `link`, `document` */
  copied: string | null;
  theme: Theme;
  controls: 'full' | 'stepper' | 'none';
  /** the element fills a page and owns its address */
  linked: boolean;
  /** width of the diagram's column in CSS pixels */
  diagramWidth: number;
}

/** What is about the values of one document. */
export const ofOneDocument = () =>
  ({ highlighted: null, editing: null, eta: null, openFactor: null }) satisfies Partial<PageState>;

/** What is about the neurons of one network. */
export const ofOneShape = () =>
  ({ roving: null, windows: {}, openActivations: new Set<QuantityId>() }) satisfies Partial<PageState>;

export const initialPage = (): PageState => ({
  ...ofOneDocument(),
  ...ofOneShape(),
  dialog: null,
  epsilon: 3,
  graphZoom: null,
  sheet: null,
  documentText: null,
  dropping: false,
  take: 'markdown',
  takeFormula: null,
  takeTold: '',
  menuOpen: false,
  playing: false,
  runs: { text: '1000', fault: null },
  running: null,
  outputsOpen: false,
  copied: null,
  theme: 'auto',
  controls: 'full',
  linked: false,
  diagramWidth: 640,
});

export interface Actions {
  /** changes the page's own state; `{}` draws again */
  change(patch: Partial<PageState>): void;
  edit(id: QuantityId): void;
  typing(text: string): void;
  applyEdit(): void;
  cancelEdit(): void;
  /** another place has the focus: what was typed is taken, or stays with what is wrong with it */
  leaveEdit(): void;
  editEta(text: string): void;
  /** says for a moment that it was copied */
  copied(what: string): void;
  toggleFactor(key: string): void;
  openDialog(dialog: Dialog): void;
  openSheet(sheet: Sheet | null): void;
  openDocument(text: string): void;
  toggleMenu(): void;
  documentTyping(text: string): void;
  readFile(input: HTMLInputElement): void;
  togglePlay(): void;
  /** begins the iterations that the field asks for, or stops those under way */
  toggleRun(): void;
  /** the network as it is drawn */
  picture(): SVGSVGElement | null;
  share(): void;
  setTheme(theme: Theme): void;
  focusPart(id: QuantityId): void;
}

export class View {
  constructor(
    readonly controller: Controller,
    readonly messages: Messages,
    readonly page: PageState,
    readonly actions: Actions,
  ) {}

  get names(): Record<QuantityId, string> {
    return this.controller.names;
  }

  /** Of a large network, changed numbers are drawn part by part; steps along the same numbers, and small ones, at once. */
  get drawingKey(): unknown {
    const { steps } = this.controller;
    return steps.isShort ? '' : steps;
  }

  label(id: QuantityId): string {
    return label(id, this.names);
  }

  text(value: number, digits = this.controller.digits): string {
    return formatNumber(value, digits).text;
  }

  /** `weight w3 from a¹₀ to N1: 0.5` */
  speak = (id: QuantityId, value: string | null): string => {
    const words = quantityWords(id, this.controller.document);
    const what = words ? this.messages.quantityLabel(words) : this.messages.graph.inside(this.label(id.split(':')[0]));
    return value === null ? what : this.messages.diagram.withValue(what, this.text(Number(value)));
  };

  tex(latex: string): TemplateResult {
    return formula(latex, this.speak, this.spokenAs);
  }

  /** Typesets it for when it is drawn. */
  prepareTex(latex: string): void {
    typeset(latex, this.speak, this.spokenAs);
  }

  private get spokenAs(): string {
    const { start, digits } = this.controller;
    return `${this.messages.language} ${numberOf(start)} ${digits}`;
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

  /** The same as LaTeX, for numbers that stand among formulas but belong to no single quantity. */
  plainNumber(value: number | null): string {
    if (value === null) return '\\text{–}';
    const { text } = formatNumber(value, this.controller.digits);
    const power = /×10(.+)$/.exec(text);
    const plain = text.replace(/×10.+$/, '').replace('−', '-');
    return `\\htmlData{value=${value}}{${power ? `${plain} \\cdot 10^{${lowered(power[1])}}` : plain}}`;
  }

  draftFault(draft: Draft | null): string | null {
    return draft?.fault ? this.fault(draft.fault) : null;
  }

  fault(fault: Fault): string {
    return sayFault(fault, this.messages, this.names, this.controller.document.samples.length);
  }

  /** The sentence of the present problem, if this is its place. */
  problemAt(place: ProblemPlace): string | null {
    const { problem } = this.controller;
    return problem?.place === place ? this.fault(problem) : null;
  }

  canEdit(id: QuantityId): boolean {
    return isEditable(id) && this.page.controls !== 'none' && this.controller.picture === 'network';
  }
}

/** Superscript digits back to plain ones. */
function lowered(text: string): string {
  return text.normalize('NFKC').replace('−', '-');
}

const numbers = new WeakMap<Scenario, number>();
let documents = 0;

/** Names belong to a document: what is said with them is kept apart for each. */
function numberOf(document: Scenario): number {
  if (!numbers.has(document)) numbers.set(document, ++documents);
  return numbers.get(document)!;
}
