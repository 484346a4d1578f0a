/** The reader's choices about the picture and the words; no number depends on them. Each choice is one row. */
import type { Naming, Notation } from '../../wasm/index';

/** `idea`: a layer, or one gradient with those that are found likewise */
export type Granularity = 'idea' | 'step' | 'neuron' | 'layer' | 'phase';
export type Panel = 'step' | 'derive' | 'compare';
export type EdgeMode = 'weight' | 'gradient' | 'update';
/** the network, or the graph of its operations */
export type PictureKind = 'network' | 'graph';
/** how much is shown of the loss as a function of a parameter: the next step, or all that the curve does */
export type SliceRange = 'near' | 'whole';
/** whose gradient is derived: of the sample shown, or of the batch that the next update uses */
export type Meant = 'sample' | 'batch';
export type Language = 'en' | 'zh-CN';

export interface Choices {
  panel: Panel;
  /** how many steps are gone over at once */
  granularity: Granularity;
  picture: PictureKind;
  /** the values that the edges of the network show */
  edges: EdgeMode;
  /** significant digits shown */
  digits: number;
  notation: Notation;
  /** by which scheme quantities are called */
  naming: Naming;
  meant: Meant;
  range: SliceRange;
  language: Language;
}

/** A choice among words or, of `digits`, among the numbers of a range. */
export interface Choice<T> {
  /** its name in a link */
  readonly key: string;
  readonly allowed: [T] extends [number] ? { readonly min: number; readonly max: number } : readonly T[];
  /** its value where a link leaves it out; null: it is always written, and a link without it changes nothing */
  readonly plain: T | null;
}

/** In the order in which a link has them. */
export const choices: { readonly [K in keyof Choices]: Choice<Choices[K]> } = {
  panel: { key: 'panel', allowed: ['step', 'derive', 'compare'], plain: 'step' },
  granularity: { key: 'by', allowed: ['idea', 'step', 'neuron', 'layer', 'phase'], plain: 'idea' },
  picture: { key: 'view', allowed: ['network', 'graph'], plain: 'network' },
  edges: { key: 'edges', allowed: ['weight', 'gradient', 'update'], plain: 'weight' },
  digits: { key: 'digits', allowed: { min: 2, max: 17 }, plain: 4 },
  notation: { key: 'notation', allowed: ['scalar', 'indexed', 'matrix', 'article'], plain: 'scalar' },
  naming: { key: 'names', allowed: ['own', 'layers', 'units', 'reading'], plain: 'own' },
  meant: { key: 'of', allowed: ['sample', 'batch'], plain: 'sample' },
  range: { key: 'range', allowed: ['near', 'whole'], plain: 'whole' },
  language: { key: 'lang', allowed: ['en', 'zh-CN'], plain: null },
};

/** The nearest language we speak. */
export function languageOf(tag: unknown): Language {
  const asked = String(tag).toLowerCase();
  return choices.language.allowed.find((language) => asked.startsWith(language.slice(0, 2))) ?? 'en';
}

export const choiceNames = Object.keys(choices) as (keyof Choices)[];

/** The choices of a link that names none; the language is the reader's own. */
export const plainChoices = Object.fromEntries(
  choiceNames.flatMap((name) => (choices[name].plain === null ? [] : [[name, choices[name].plain]])),
) as Omit<Choices, 'language'>;

/** The nearest value that is allowed. */
export function clampDigits(digits: number): number {
  const { min, max } = choices.digits.allowed;
  return Math.max(min, Math.min(max, Math.round(digits)));
}

/** A value of a choice among words, or its plain one where the text is none. */
export function allowed<K extends Exclude<keyof Choices, 'digits' | 'language'>>(name: K, text: unknown): Choices[K] {
  const { allowed: words, plain } = choices[name] as unknown as { allowed: readonly Choices[K][]; plain: Choices[K] };
  return words.find((word) => word === text) ?? plain;
}
