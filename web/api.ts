/**
 * The interface for a page that embeds the elements: their properties (attributes of the same names) and their events.
 * `dist` holds this file's declarations for the package `backprop-playground`.
 */
import type { LossId, Notation, Phase, QuantityId, ScenarioInput, Step } from '../wasm/index';

/** Detail of `stepchange`, fired when another step is shown. */
export interface StepChangeDetail {
  /** how many steps of the iteration are done, from 0 */
  step: number;
  /** iterations done, from 0 */
  iteration: number;
  /** the step done last; null before the first */
  current: Step | null;
}

/** Detail of `parameterselect`, fired when another parameter is derived. */
export interface ParameterSelectDetail {
  /** a weight or bias, `w.2.0.0`; null when none is chosen any more */
  id: QuantityId | null;
}

/** the colours of the page (its `color-scheme`), or one of the two */
export type Theme = 'auto' | 'light' | 'dark';
/** the whole workbench; diagram, formula and stepper; or diagram and formula alone */
export type Controls = 'full' | 'stepper' | 'none';

/** The element's own events. The first two bubble and cross shadow roots. */
export interface BackpropPlaygroundEventMap {
  stepchange: CustomEvent<StepChangeDetail>;
  parameterselect: CustomEvent<ParameterSelectDetail>;
  /** the workbench is drawn, also again after the element has been away from the page */
  load: Event;
  /** it could not be loaded, or a part of it not be drawn; `message` is the sentence in its place */
  error: ErrorEvent;
}

/** `<backprop-playground>`: the workbench, in which the network is gone through step by step, derived, changed and trained. */
export interface BackpropPlaygroundElement extends HTMLElement {
  /**
   * a shipped network: `article`, `mazur`, `han-kamber`, `bce-221`, `nielsen-saturated` or `xor-zero`; another name is said to
   * be unknown, and the first is shown
   * @default 'article'
   */
  scenario: string;
  /** address of a network of the author's own as JSON, in place of a shipped one */
  src: string | null;
  /** a network of the author's own, also as JSON text, in place of a shipped one; what is wrong is said, with the path */
  document: ScenarioInput | string | null;
  /** the loss in place of the network's own */
  loss?: LossId;
  /** the weight or bias to derive, by id or by the network's name for it: `w.2.0.0` or `w3` */
  parameter?: string;
  /** shares one network with the pieces that name the same session, asked for once; a network of its own when left out */
  session?: string;
  /** how many steps of the iteration are done, from 0; kept within the iteration */
  step: number;
  /** the whole workbench; diagram, formula and stepper; or diagram and formula alone, which nobody can change */
  controls: Controls;
  /** keeps one height, `--backprop-height`, from the beginning, and scrolls inside */
  compact: boolean;
  /** `en` or `zh-CN`; when empty the language of the page around it, also when that changes */
  lang: string;
  /** the colours of the page (its `color-scheme`), or one of the two */
  theme: Theme;
  /** keeps the state in the page's address; for the one element that fills a page */
  linked: boolean;
  /** the state to show, as a link has it after `#`; attributes for single things of it are then without meaning */
  state: string | null;
  /** `lazy`: nothing is fetched before the element comes near the window */
  loading: 'eager' | 'lazy';
  /** settles when the workbench is drawn, or when it could not be loaded: then a sentence is shown in its place */
  readonly ready: Promise<void>;

  /** Goes on step by step, as the button does. */
  play(): void;
  /** Stays at the step where it is. */
  pause(): void;
  /** One step on, by the pace that the reader has chosen. */
  next(): void;
  /** Back to what the attributes asked for at first. */
  reset(): void;
  /** The state as a link has it after `#`; empty before `ready`. Rejects where it is too large for a link. */
  getState(): Promise<string>;
  /** Opens a state, also before `ready`. False where it is damaged, which is said, or a newer one came. */
  setState(state: string): Promise<boolean>;

  addEventListener<K extends keyof BackpropPlaygroundEventMap>(
    type: K,
    listener: (event: BackpropPlaygroundEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** What all pieces of an article have: elements that share a network, and change it for each other. */
export interface BackpropPieceElement extends HTMLElement {
  /** pieces of the same name share one network */
  session: string;
  /** a shipped network: the first piece of a session that names one opens it, a later change opens another for all of them */
  scenario: string | null;
  /** address of a network of the author's own as JSON, in place of a shipped one */
  src: string | null;
  /** a network of the author's own, also as JSON text, in place of a shipped one; what is wrong is said, with the path */
  document: ScenarioInput | string | null;
  /** `en` or `zh-CN`; when empty the language of the page around it, also when that changes */
  lang: string;
}

/** `<backprop-value>`: a number in the prose. */
export interface BackpropValueElement extends BackpropPieceElement {
  /** the words of the number: `dw.2.0.0`, `new L`, `paths w.last-1.0.0` */
  of: string;
  /** significant digits, from 1 to 17 */
  digits: number;
  /** a parameter, input, target or `eta` that the reader can drag sideways, type, and change by the arrow keys */
  editable: boolean;
  /** writes a small count as a word */
  words: boolean;
}

/** `<backprop-formula>`: a formula of the network, with its numbers as they are now. */
export interface BackpropFormulaElement extends BackpropPieceElement {
  /** a quantity, or the parameter whose derivative is derived */
  of: string;
  /** which formula about it: see the words of a formula */
  show: string;
  /** how it is written */
  notation: Notation;
  /** significant digits, from 1 to 17 */
  digits: number;
  /** on lines of its own */
  display: boolean;
  /** a formula of general mathematics in LaTeX, which no number changes, in place of one of the network */
  latex: string | null;
}

/** `<backprop-when>`: words that are shown while a test of the numbers holds. */
export interface BackpropWhenElement extends BackpropPieceElement {
  /** `less L 0.1`, `loss bce`, `at-least outputs 2 and not own`: see the words of a test */
  test: string;
}

/** `<backprop-network>`: the picture of the network. */
export interface BackpropNetworkElement extends BackpropPieceElement {
  /** how many steps of the iteration are done, from 0; all when left out */
  step: number | null;
  /** in place of `step`: all steps up to the end of a phase are done */
  known: Phase | null;
  /** the weight or bias whose ways to the loss are marked, by id or by the network's name for it */
  parameter: string | null;
  /** the values that the edges show */
  edges: 'weight' | 'gradient' | 'update';
  /** goes where the words of the page lead (`backprop-show`), wherever they stand */
  follows: boolean;
}

/** `<backprop-plot>`: the loss over a parameter, over an output, or over the updates of a run. */
export interface BackpropPlotElement extends BackpropPieceElement {
  /** a weight or bias, an output of the network, or `updates` */
  over: string;
  /** how many updates the run has, up to 10000 */
  updates: number;
  /** the curve around the next step, in place of the whole of it */
  near: boolean;
}

/** `<backprop-show>`: words that bring the figures to a step or to the ways of a parameter, or change a number or the loss. */
export interface BackpropShowElement extends BackpropPieceElement {
  /** how many steps of the iteration are done, from 0 */
  step: number | null;
  /** in place of `step`: all steps up to the end of a phase are done */
  known: Phase | null;
  /** the weight or bias whose ways are marked, by id or by the network's name for it */
  parameter: string | null;
  /** a loss to compute with from now on */
  loss: LossId | null;
  /** a quantity and its new value: `eta 20` */
  set: string | null;
}

/** `<backprop-check>`: a field for the reader's own number, compared with the computed one to the digits that are typed. */
export interface BackpropCheckElement extends BackpropPieceElement {
  /** the quantity that is asked for: `dw.3.1.1` */
  of: string;
}

/** Each element by its tag. */
export interface BackpropElements {
  'backprop-playground': BackpropPlaygroundElement;
  'backprop-value': BackpropValueElement;
  'backprop-formula': BackpropFormulaElement;
  'backprop-when': BackpropWhenElement;
  'backprop-network': BackpropNetworkElement;
  'backprop-plot': BackpropPlotElement;
  'backprop-show': BackpropShowElement;
  'backprop-check': BackpropCheckElement;
}

/** A number may also be written as text, as in HTML. */
type Written<Value> = number extends Value ? Value | `${number}` : Value;

/** Those of an element's names that are properties to be set. */
type OwnNames<Element> = {
  [Name in Exclude<keyof Element, keyof HTMLElement | 'ready'>]: Element[Name] extends (...values: never[]) => unknown
    ? never
    : Name;
}[Exclude<keyof Element, keyof HTMLElement | 'ready'>] &
  keyof Element;

type ListenersOf<Element> = Element extends BackpropPlaygroundElement
  ? {
      [Name in keyof BackpropPlaygroundEventMap as `on${Name | Capitalize<Name>}`]?: (
        event: BackpropPlaygroundEventMap[Name],
      ) => void;
    }
  : unknown;

/** What every element of HTML takes. */
interface CommonAttributes {
  lang?: string;
  id?: string;
  class?: unknown;
  className?: string;
  style?: unknown;
  title?: string;
  hidden?: boolean;
  dir?: string;
  role?: string;
  slot?: string;
  tabindex?: number | string;
  tabIndex?: number;
  key?: string | number | null;
  ref?: unknown;
  children?: unknown;
  [other: `${'on' | 'aria-' | 'data-'}${string}`]: unknown;
}

/**
 * The elements' attributes and events for JSX and for Svelte's templates. In React 19:
 * `declare module 'react' { namespace JSX { interface IntrinsicElements extends BackpropIntrinsicElements {} } }`, in Svelte
 * `declare module 'svelte/elements' { interface SvelteHTMLElements extends BackpropIntrinsicElements {} }`
 */
export type BackpropIntrinsicElements = {
  [Tag in keyof BackpropElements]: {
    [Name in OwnNames<BackpropElements[Tag]>]?: Written<BackpropElements[Tag][Name]>;
  } & ListenersOf<BackpropElements[Tag]> &
    CommonAttributes;
};

/**
 * The elements for Vue's templates:
 * `declare module 'vue' { interface GlobalComponents extends BackpropVueComponents {} }`
 */
export type BackpropVueComponents = {
  [Tag in keyof BackpropElements]: new () => {
    $props: BackpropIntrinsicElements[Tag];
    $slots: { default?: () => unknown };
  };
};

// The classes of the elements. Importing the package defines all of them, `/pieces` those of an article; in Node it does nothing.
export declare const BackpropPlayground: new () => BackpropPlaygroundElement;
export declare const BackpropValue: new () => BackpropValueElement;
export declare const BackpropFormula: new () => BackpropFormulaElement;
export declare const BackpropWhen: new () => BackpropWhenElement;
export declare const BackpropNetwork: new () => BackpropNetworkElement;
export declare const BackpropPlot: new () => BackpropPlotElement;
export declare const BackpropShow: new () => BackpropShowElement;
export declare const BackpropCheck: new () => BackpropCheckElement;

declare global {
  interface HTMLElementTagNameMap extends BackpropElements {}
}
