/**
 * The interface for a page that embeds the element: its properties (attributes of the same names) and its events. `dist`
 * holds this file's declarations for the package `backprop-playground`.
 */
import type { LossId, QuantityId, Step } from '../wasm/index';

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

export type Theme = 'auto' | 'light' | 'dark';
/** the whole workbench; diagram, formula and stepper; or diagram and formula alone */
export type Controls = 'full' | 'stepper' | 'none';

/** The element's own events. They bubble and cross shadow roots. */
export interface BackpropPlaygroundEventMap {
  stepchange: CustomEvent<StepChangeDetail>;
  parameterselect: CustomEvent<ParameterSelectDetail>;
}

/** `<backprop-playground>` */
export interface BackpropPlaygroundElement extends HTMLElement {
  /** id of a shipped scenario: `article`, `mazur`, … The element names an unknown one as a problem, and shows the first. */
  scenario: string;
  /** the loss in place of the scenario's own */
  loss?: LossId;
  /** the weight or bias to derive, by id or by the scenario's name for it: `w.2.0.0` or `w3` */
  parameter?: string;
  /** shares one network with the pieces of the page that name the same session */
  session?: string;
  /** how many steps of the iteration are done, from 0; kept within the iteration */
  step: number;
  controls: Controls;
  /** `en` or `zh-CN`; empty: the language of the page around it */
  lang: string;
  theme: Theme;
  /** keeps the state in the page's address; for the one element that fills a page */
  linked: boolean;
  /** Settles when the workbench is drawn, or when it could not be loaded (then a sentence is shown in its place). */
  readonly ready: Promise<void>;

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

/** The element's class; importing the package defines the element. */
export declare const BackpropPlayground: new () => BackpropPlaygroundElement;

declare global {
  interface HTMLElementTagNameMap {
    'backprop-playground': BackpropPlaygroundElement;
  }
}
