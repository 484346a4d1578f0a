/** The notes about points where an activation has no derivative: the slopes on both sides, and the one that was used. */
import { html, type TemplateResult } from 'lit';
import type { Corner, Differences, DifferencePoint, GradientCorners } from '../../../wasm/index';
import { corner as en } from './corner.en';
import { lateTexts } from '../../kit/texts';
import { corner as zhCN } from './corner.zh-CN';
import { parseId } from '../../work/quantity';
import { fewOf } from '../../messages/few';
import type { LessonView } from '../view';
import { epsilonText } from './digits';
import type { CornerWords, GradientWords } from './words';

const textsOf = lateTexts({ en, 'zh-CN': zhCN });

/** More of them would say the same again. */
const MOST_NOTES = 3;

function wordsOf(view: LessonView, corner: Corner): CornerWords {
  const { activation } = view.work.design.network.layers[parseId(corner.id)!.layer - 1];
  return {
    symbol: view.label(corner.id),
    activation: view.messages.activations[activation].name,
    exact: corner.exact,
    at: view.text(corner.at),
    z: view.text(corner.z),
    rounding: view.text(corner.rounding, 2),
    left: view.text(corner.left),
    right: view.text(corner.right),
    taken: view.text(corner.taken),
  };
}

function gradientWords(view: LessonView, corners: GradientCorners, value: number): GradientWords {
  const text = (number: number | null) => (number === null ? '–' : view.text(number));
  return {
    corner: corners.count === 1 ? wordsOf(view, corners.neurons[0]) : null,
    count: corners.count,
    symbols: fewOf(corners.neurons.map(({ id }) => view.label(id))),
    value: text(value),
    left: text(corners.left),
    right: text(corners.right),
    above: text(corners.above),
    below: text(corners.below),
    mean: text(corners.mean),
    smooth: corners.above === corners.below,
  };
}

export function cornerNotes(view: LessonView, corners: Corner[]): TemplateResult {
  const each = new Map(corners.map((corner) => [corner.id, corner]));
  return html`${[...each.values()]
    .slice(0, MOST_NOTES)
    .map((corner) => html`<p class="sentence corner">${textsOf(view).corner(wordsOf(view, corner))}</p>`)}`;
}

export function gradientNote(
  view: LessonView,
  corners: GradientCorners,
  value: number,
  proof: boolean,
): TemplateResult {
  const words = textsOf(view);
  const gradient = gradientWords(view, corners, value);
  const { convention } = corners;
  // Spaces between sentences are the language's own.
  const sentences = [words.passes(gradient), convention ? words.convention(gradient) : words.noConvention];
  if (proof && convention) sentences.push(words.shared);
  return html`<p class="sentence corner">${sentences.join(words.between)}</p>`;
}

// ------------------------------------------------------------------ finite differences

/** The sentences of the lesson where no ε comes near to the gradient; null where it is a derivative as ever. */
export function differenceWords(view: LessonView, all: Differences, point: DifferencePoint) {
  if (!all.corners?.convention) return null;
  const words = textsOf(view);
  const gradient = gradientWords(view, all.corners, all.exact);
  const text = ({ value }: { value: number | null }) => (value === null ? '–' : view.text(value));
  const [forward, central, complexStep] = [point.forward, point.central, point.complexStep].map(text);
  const at = { epsilon: epsilonText(point.epsilon), forward, central, complexStep };
  return {
    seen: words.seen(at, gradient, view.label(all.id)),
    complex: words.complex(gradient),
    dial: words.dial(at),
    tends: {
      forward: words.tends(gradient.above),
      central: words.tends(gradient.mean),
      complexStep: words.byConvention,
    },
    struck: words.struck,
  };
}
