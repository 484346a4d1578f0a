/** The reader's actions on the picture: values are dragged and typed there. */
import type { QuantityId } from '../../wasm/index';
import { faultOf, type Fault } from '../work/problem';
import { readNumber } from '../work/typedNumber';
import type { DragPhase, Lesson } from './lesson';
import type { PageState } from './pageState';

/** The element, as far as its picture's actions need it. */
export interface PictureStage {
  /** Actions are called by what is drawn: nothing is drawn while this is null. */
  readonly lesson: Lesson | null;
  readonly page: PageState;
  /** the tip of what is pointed at */
  readonly pointing: { dismiss(): void };
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<unknown>;
  requestUpdate(): void;
  /** gives the focus to the part when it is drawn */
  returnFocus(id: QuantityId): void;
}

export class PictureActions<S extends PictureStage = PictureStage> {
  constructor(protected readonly stage: S) {}

  change(patch: Partial<PageState>): void {
    Object.assign(this.page, patch);
    this.stage.requestUpdate();
  }

  focusPart(id: QuantityId): void {
    this.change({ roving: id });
    this.stage.returnFocus(id);
  }

  edit(id: QuantityId): void {
    this.leaveEdit();
    // A value that was rejected stays in its own field.
    if (this.page.editing === null) {
      const value = this.lesson.known().get(id);
      const text = value === undefined ? '' : String(value);
      this.change({ editing: { id, text, before: text, fault: null } });
    }
    this.stage.pointing.dismiss();
    const { updateComplete, renderRoot } = this.stage;
    void updateComplete.then(() => renderRoot.querySelector<HTMLInputElement>('#editor-input')?.select());
  }

  drag(id: QuantityId, value: number, phase: DragPhase): void {
    if (phase === 'start') this.stage.pointing.dismiss();
    try {
      this.lesson.drag(id, value, phase);
    } catch (error) {
      this.lesson.work.fail('page', error);
    }
  }

  typing(text: string): void {
    if (this.page.editing) this.page.editing = { ...this.page.editing, text };
  }

  applyEdit(): void {
    if (this.takeEdit()) this.closeEditor();
  }

  cancelEdit(): void {
    this.closeEditor();
  }

  leaveEdit(): void {
    const { editing } = this.page;
    if (editing && (editing.text === editing.before || this.takeEdit())) this.change({ editing: null });
  }

  private takeEdit(): boolean {
    const { editing } = this.page;
    if (!editing) return false;
    const fault = this.setValue(editing.id, editing.text);
    if (fault) this.change({ editing: { ...editing, fault } });
    return fault === null;
  }

  editEta(text: string): void {
    const fault = this.setValue('eta', text);
    this.change({ eta: fault && { text, fault } });
  }

  /** The fault of the text; null where its number is the value now. */
  private setValue(id: QuantityId, text: string): Fault | null {
    try {
      this.lesson.changeValue(id, readNumber(text));
      return null;
    } catch (error) {
      const fault = faultOf(error);
      // Beside the field itself the path in the document is no help.
      return fault.from === 'core' ? { ...fault, path: undefined } : fault;
    }
  }

  private closeEditor(): void {
    const id = this.page.editing?.id ?? null;
    this.change({ editing: null });
    if (id) this.focusPart(id);
  }

  protected get page(): PageState {
    return this.stage.page;
  }

  protected get lesson(): Lesson {
    return this.stage.lesson!;
  }
}
