/** The attributes of a playground: what they ask for, at once and when they change. */
import type { LossId } from '../../wasm/index';
import type { Lesson } from '../lesson/lesson';
import { findScenario, firstScenario } from '../scenarios/index';
import { PageError } from '../work/problem';
import { firstParameter, hasParameter, resolveName } from '../work/quantity';

/** As they are set; null or undefined where they have been removed. */
export interface Asked {
  readonly scenario?: string | null;
  readonly loss?: LossId | null;
  readonly step: number;
  readonly parameter?: string | null;
}

/** What the words of an attribute may be, the usual one first. */
const words = { theme: ['auto', 'light', 'dark'], controls: ['full', 'stepper', 'none'] };

/** Puts the usual word in the place of one that there is not; the fault names it where the attribute has not been removed. */
export function mendWords(element: Record<keyof typeof words, string>): PageError | null {
  let fault: PageError | null = null;
  for (const [name, allowed] of Object.entries(words) as [keyof typeof words, string[]][]) {
    const value = element[name];
    if (allowed.includes(value)) continue;
    element[name] = allowed[0];
    if (value) fault = new PageError('wrongAttribute', { name, value });
  }
  return fault;
}

/** Does what those in `changed` ask for. One that has been removed asks for what is usual. */
export function follow(lesson: Lesson, changed: ReadonlySet<PropertyKey>, asked: Asked): void {
  const { work } = lesson;
  const { loss, step } = asked;
  const scenario = asked.scenario ?? firstScenario.id;
  if (changed.has('scenario') && scenario !== work.scenarioId)
    lesson.openScenario(scenario, (changed.has('loss') && loss) || undefined);
  const wanted = loss ?? work.original.loss;
  if (changed.has('loss') && wanted !== work.design.loss) work.setLoss(wanted);
  if (changed.has('step') && step !== lesson.position) lesson.goTo(step);
  if (changed.has('parameter')) followParameter(lesson, asked.parameter);
}

function followParameter(lesson: Lesson, asked: Asked['parameter']): void {
  const { design, scenarioId } = lesson.work;
  const name = String(asked ?? findScenario(scenarioId ?? '')?.parameter ?? firstParameter);
  const id = resolveName(name, design) ?? name;
  if (!hasParameter(design, id)) lesson.work.fail('page', new PageError('unknownParameter', { id }));
  else if (id !== lesson.parameter) lesson.select(id);
}
