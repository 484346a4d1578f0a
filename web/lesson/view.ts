/** The view that the parts of the lesson draw from: beside the work the lesson, the state of the page, and its actions. */
import type { QuantityId, QuantitySymbol } from '../../wasm/index';
import { View } from '../kit/view';
import type { Messages } from '../messages/en/index';
import { isEditable } from '../work/quantity';
import type { Actions } from './actions';
import type { DragPhase, Lesson } from './lesson';
import type { Draft, PageState } from './pageState';

export class LessonView extends View {
  constructor(
    readonly lesson: Lesson,
    messages: Messages,
    readonly page: PageState,
    readonly actions: Actions,
  ) {
    super(lesson.work, messages, lesson.choices.digits, () => actions.change({}));
  }

  symbolOf(id: QuantityId): QuantitySymbol {
    return this.lesson.symbols.symbol(id);
  }

  get calledBy(): string {
    const { notation, naming } = this.lesson.choices;
    return `${notation} ${naming}`;
  }

  /** Changed numbers of a large network are drawn part by part; steps along the same numbers, and small ones, at once. */
  get drawingKey(): unknown {
    const { steps } = this.lesson;
    return steps.isShort ? '' : steps;
  }

  draftFault(draft: Draft | null): string | null {
    return draft?.fault ? this.fault(draft.fault) : null;
  }

  /** An input or target of the sample shown, η, or a parameter before any update; undefined for all else. */
  given(id: QuantityId): number | undefined {
    return this.lesson.given(id);
  }

  drag(id: QuantityId, value: number, phase: DragPhase): void {
    this.actions.drag(id, value, phase);
  }

  canEdit(id: QuantityId): boolean {
    return isEditable(id) && this.page.controls !== 'none' && this.lesson.choices.picture === 'network';
  }
}
