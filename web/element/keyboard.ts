/** Keys, while the focus is inside the element and not in a field. */
import type { QuantityId } from '../../wasm/index';
import type { Lesson } from '../lesson/lesson';
import { isParameter, parameterOf } from '../work/quantity';
import type { Actions } from '../lesson/actions';

export interface KeyTarget {
  lesson: Lesson;
  actions: Actions;
  /** moves the focus to the next or previous part of the diagram or symbol of the formula */
  rove(from: Element, by: 1 | -1): boolean;
  canEdit(id: QuantityId): boolean;
  /** opens what a neuron or a fraction stands for; true where it stands for something */
  open(part: Element): boolean;
  /** a pointer put the focus where it is and is done there: a button or a choice keeps no key for itself */
  isIdle: boolean;
}

/** Elements in which keys write, or move a value. */
const FIELDS = 'input:not([type="checkbox"], [type="range"]), textarea';
/** Elements that use all keys but letters. */
const SLIDERS = 'input[type="range"]';
/** Elements that use arrows, Space and letters where they were come to by keys. */
const CHOICES = 'select, input[type="checkbox"]';
const OWN_ARROWS = '[role="radio"], [role="tab"]';
const OWN_SPACE = 'button, summary';

/** True where the key was used. */
export function handleKey(event: KeyboardEvent, target: KeyTarget): boolean {
  const element = event.composedPath()[0];
  if (!(element instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { lesson, actions, isIdle } = target;
  if (element.matches(SLIDERS) && !/^[a-z?]$/i.test(event.key)) return false;
  if (element.matches(FIELDS) || (!isIdle && element.matches(CHOICES))) return false;
  const part = element.closest<HTMLElement | SVGElement>('[data-id]');
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return arrow(event, element, target);
    case 'ArrowDown':
    case 'ArrowUp':
      return target.rove(element, event.key === 'ArrowDown' ? 1 : -1);
    case 'PageDown':
      return did(() => lesson.next('phase'));
    case 'PageUp':
      return did(() => lesson.previous('phase'));
    case 'Home':
      return did(() => lesson.goTo(0));
    case 'End':
      return did(() => lesson.goTo(lesson.steps.length));
    case ' ':
      if (isIdle) return did(() => actions.togglePlay());
      if (element.matches(OWN_SPACE)) return false;
      return activate(element, part, target) || did(() => actions.togglePlay());
    case 'Enter':
      return !element.matches(OWN_SPACE) && activate(element, part, target, true);
    case '?':
      return did(() => actions.openDialog('help'));
  }
  return letterKey(event, part?.dataset.id ?? null, target);
}

/** Presses a part with the role of a button; a symbol of the formula is edited or opened by Enter only. */
function activate(
  element: Element,
  part: HTMLElement | SVGElement | null,
  { actions, canEdit, open }: KeyTarget,
  symbols = false,
): boolean {
  const button = element.matches('[role="button"]');
  if (part && (button || symbols) && canEdit(part.dataset.id!)) return did(() => actions.edit(part.dataset.id!));
  if (symbols && !button) return open(element);
  return button && did(() => element.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true })));
}

function letterKey(event: KeyboardEvent, id: string | null, { lesson }: KeyTarget): boolean {
  switch (event.key.toLowerCase()) {
    case 'n':
      return did(() => lesson.nextIteration());
    case 'z':
      return did(() => (event.shiftKey ? lesson.work.redo() : lesson.work.undo()));
    case 'd': {
      const parameter = id === null ? lesson.parameter : parameterOf(id);
      return parameter !== null && isParameter(parameter) && did(() => lesson.select(parameter));
    }
  }
  return false;
}

function arrow(event: KeyboardEvent, element: Element, { lesson, isIdle }: KeyTarget): boolean {
  if (element.matches(OWN_ARROWS) && !isIdle) return moveWithin(element, event.key === 'ArrowRight' ? 1 : -1);
  const by = event.shiftKey ? 'phase' : undefined;
  if (event.key === 'ArrowLeft') return did(() => lesson.previous(by));
  return lesson.failureReached || did(() => lesson.next(by));
}

/** Radios and tabs: the arrow chooses the neighbour. */
function moveWithin(element: Element, by: 1 | -1): boolean {
  const group = element.parentElement ? [...element.parentElement.children] : [];
  const next = group[(group.indexOf(element) + by + group.length) % group.length];
  if (!(next instanceof HTMLElement)) return false;
  next.focus();
  next.click();
  return true;
}

function did(action: () => void): true {
  action();
  return true;
}
