/** Clicks on what stands for something: a neuron leads to its step, a fraction to where it comes from. */
import type { QuantityId } from '../../wasm/index';
import type { Actions } from '../lesson/actions';
import type { Lesson } from '../lesson/lesson';
import { isFault } from '../work/problem';
import { isParameter, parameterOf, parseId } from '../work/quantity';

export interface ClickTarget {
  lesson: Lesson;
  actions: Actions;
  /** brings the part that is drawn next into view */
  show(selector: string): void;
}

/** True where the part stands for something, which is then shown. */
export function openPart(part: Element, target: ClickTarget): boolean {
  const neuron = part.closest<SVGElement>('.neuron-part');
  if (neuron) return toStep(neuron.dataset.id!, target.lesson);
  if (!part.closest('.formula')) return false;
  const fraction = fractionAt(part);
  if (fraction) return openFactor(fraction, target);
  // A number with the id of a gradient is there to be read and copied.
  const gradient = part.closest<HTMLElement>(':is([data-id^="dw."], [data-id^="db."]):not([data-value])');
  return gradient !== null && derive(parameterOf(gradient.dataset.id!)!, target.lesson);
}

/** To the step that computes the quantity. */
function toStep(id: QuantityId, lesson: Lesson): boolean {
  const index = lesson.steps.indexOf(id, lesson.batchIndex);
  if (index === null) return false;
  lesson.choose('panel', 'step');
  lesson.goTo(index + 1, true);
  return true;
}

function derive(parameter: QuantityId, lesson: Lesson): boolean {
  if (parameter !== lesson.parameter || lesson.choices.panel !== 'derive') lesson.select(parameter);
  return true;
}

/** A fraction ∂of/∂wrt. */
interface Fraction {
  of: QuantityId;
  wrt: QuantityId;
}

/** The fraction that the part lies in. KaTeX writes the denominator before the numerator. */
function fractionAt(part: Element): Fraction | null {
  const drawn = part.closest('.mfrac');
  const ids = [...(drawn?.querySelectorAll<HTMLElement>('[data-id]') ?? [])].map(({ dataset }) => dataset.id!);
  return ids.length === 2 && drawn!.textContent.includes('∂') ? { of: ids[1], wrt: ids[0] } : null;
}

/** A gradient is derived; another fraction is a factor of a derivation and opened in it. */
function openFactor({ of, wrt }: Fraction, { lesson, actions, show }: ClickTarget): boolean {
  if (of === 'L' && isParameter(wrt)) return derive(wrt, lesson);
  if (of === 'L' && wrt.startsWith('z.')) return toStep(wrt.replace('z', 'delta'), lesson);
  let key = factorKey({ of, wrt }, lesson);
  if (!key) {
    derive(parameterBehind(wrt), lesson);
    key = factorKey({ of, wrt }, lesson);
  }
  if (!key) return false;
  derive(lesson.parameter!, lesson);
  if (lesson.derivesBatch) lesson.choose('meant', 'sample');
  // Factors stand in columns where every path is written out.
  lesson.choose('notation', 'scalar');
  actions.toggleFactor(key);
  show('.factor-lines');
  return true;
}

/** A parameter whose path to the loss leads through the quantity: the bias of its neuron, or a weight of the input. */
function parameterBehind(id: QuantityId): QuantityId {
  const { kind, layer, neuron } = parseId(id)!;
  if (isParameter(id)) return id;
  return kind === 'x' ? `w.1.0.${neuron}` : `b.${layer}.${neuron}`;
}

/** Where the factor is in the present derivation, as `openFactor` of the page has it. */
function factorKey({ of, wrt }: Fraction, lesson: Lesson): string | null {
  const derivation = lesson.answers.derivation();
  if (!derivation || isFault(derivation)) return null;
  const keys = derivation.paths.flatMap(({ factors }, path) =>
    factors.flatMap((factor, at) => (factor.of === of && factor.wrt === wrt ? [`${path}:${at}`] : [])),
  );
  return keys[0] ?? null;
}
