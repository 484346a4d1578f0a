/** `<backprop-network step="31">`: the picture of the network alone. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../kit/define';
import type { Phase, QuantityId } from '../../wasm/index';
import type { BackpropNetworkElement } from '../api';
import type { Actions } from '../lesson/actions';
import { diagram, diagramAhead, handleIds } from '../lesson/diagram/diagram';
import { diagramStyles } from '../lesson/diagram/diagram.styles';
import { foldStyles } from '../lesson/diagram/folds.styles';
import { valueEditor } from '../lesson/diagram/valueEditor';
import { Lesson } from '../lesson/lesson';
import { initialPage, ofOneShape, type PageState } from '../lesson/pageState';
import { PictureActions, type PictureStage } from '../lesson/pictureActions';
import { LessonView } from '../lesson/view';
import type { Messages } from '../messages/en/index';
import { controls } from '../styles/controls';
import { host } from '../styles/host';
import { colourScheme, inBothSchemes } from '../styles/lightDark';
import { overlayStyles } from '../styles/overlay';
import { tokens } from '../styles/tokens';
import { allowed } from '../work/choices';
import type { EdgeMode } from '../work/choices';
import { watchNarrow } from './narrow';
import { Piece } from './piece';
import { figureWidths, NARROW_BELOW } from './sizes';
import type { SharedSession, Shown } from './shared';

const networkStyles = css`
  .diagram-scroll {
    overflow: visible;
  }
  .diagram {
    inline-size: 100%;
    block-size: auto;
  }
`;

/**
 * @csspart diagram - the picture
 * @csspart editor - the field for a value in it
 * @slot - stands until the core has come
 */
@customElement('backprop-network')
export class BackpropNetwork extends Piece implements BackpropNetworkElement, PictureStage {
  static override styles = [
    ...Piece.styles,
    ...[colourScheme, tokens, host, controls, diagramStyles, foldStyles, overlayStyles, networkStyles].map(
      inBothSchemes,
    ),
  ];

  @property({ type: Number }) step: number | null = null;
  @property() known: Phase | null = null;
  @property() parameter: string | null = null;
  @property() edges: EdgeMode = 'weight';
  @property({ type: Boolean }) follows = false;

  readonly page: PageState = { ...initialPage(), controls: 'stepper' };
  readonly pointing = { dismiss: () => {} };
  lesson: Lesson | null = null;
  private readonly actions = new PictureActions(this);
  private wanted: QuantityId | null = null;
  private stopMeasuring: (() => void) | null = null;
  private shown: Shown | null = null;
  private shape: unknown = null;
  /** why the place that is asked for cannot be shown */
  private misplaced: { error: unknown } | null = null;

  protected override enter(): void {
    super.enter();
    this.stopMeasuring = watchNarrow(this, (narrow) =>
      this.actions.change({ diagramWidth: narrow ? figureWidths.narrow : figureWidths.wide }),
    );
    for (const kind of ['pointerover', 'pointerout', 'focusin', 'focusout'])
      this.renderRoot.addEventListener(kind, this.point);
    this.renderRoot.addEventListener('keydown', this.press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopMeasuring?.();
    this.lesson?.close();
    this.lesson = null;
  }

  private point = (event: Event): void => {
    const part = (event.target as Element).closest<SVGElement>('[data-id]');
    if (part && this.shared) this.shared.highlight(/over|in$/.test(event.type) ? part.dataset.id! : null);
  };

  /** Enter and Space press a part, arrows go to the next one; after a click inside they scroll the article. */
  private press = (event: Event): void => {
    const { key, ctrlKey, metaKey, altKey, target } = event as KeyboardEvent;
    if (key === 'Escape' && this.page.editing) return this.actions.cancelEdit();
    const part = (target as Element).closest<SVGElement>('[data-handle]:focus-visible');
    if (!part || ctrlKey || metaKey || altKey) return;
    const by = /^Arrow(Down|Right)$/.test(key) ? 1 : /^Arrow/.test(key) ? -1 : 0;
    if (by) {
      const ids = handleIds(this.view(this.lesson!, this.messages!));
      this.actions.focusPart(ids[(ids.indexOf(part.dataset.id!) + by + ids.length) % ids.length]);
    } else if (/^(Enter| )$/.test(key)) part.dispatchEvent(new MouseEvent('click'));
    else return;
    event.preventDefault();
  };

  protected override changed(shared: SharedSession): void {
    if (this.lesson?.work !== shared.work) {
      this.lesson?.close();
      this.lesson = new Lesson(shared.work);
    }
    const { shown, from } = shared;
    if (from && shown !== this.shown && this.isMeant(from)) this.shown = shown;
    const { layers } = shared.work.design.network;
    const shape = layers.map(({ units }) => units).join();
    if (shape !== this.shape) Object.assign(this.page, ofOneShape());
    this.shape = shape;
    super.changed(shared);
  }

  protected override pointed({ highlighted }: SharedSession): void {
    this.actions.change({ highlighted });
  }

  protected override async prepare(shared: SharedSession, messages: Messages): Promise<void> {
    const { lesson } = this;
    if (!lesson || !shared.work.isOpen) return;
    if (this.clientWidth > 0 && this.clientWidth < NARROW_BELOW) this.page.diagramWidth = figureWidths.narrow;
    this.place(shared, lesson);
    await diagramAhead(this.view(lesson, messages));
  }

  /** Words lead the figures beside them; where there are none, those that follow. */
  private isMeant(from: Element): boolean {
    const section = from.closest('section');
    if (section?.querySelector('backprop-network')) return section.contains(this);
    return this.follows || !section;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.misplaced = null;
    try {
      if (this.shared && this.lesson) this.place(this.shared, this.lesson);
    } catch (error) {
      this.misplaced = { error };
    }
  }

  /** Brings the lesson to the place that the attributes or the words of the page ask for. */
  private place({ facts, work }: SharedSession, lesson: Lesson): void {
    if (!work.isOpen) return;
    const { step, parameter } = this.shown ?? {
      step: this.step ?? this.known,
      parameter: this.parameter === null ? null : facts.id(this.parameter),
    };
    const position = typeof step === 'string' ? facts.stepsUntil(step) : step;
    // A parameter's ways are drawn in a picture that knows all; words that lead to a step lead to that step.
    const derives = parameter !== null && (this.shown === null || position === null);
    lesson.view({
      position: position ?? 0,
      parameter: parameter ?? lesson.parameter,
      panel: derives ? 'derive' : 'step',
      edges: allowed('edges', this.edges),
    });
  }

  protected draw(_shared: SharedSession, messages: Messages): TemplateResult | typeof nothing {
    const { lesson } = this;
    if (!lesson) return html`<slot></slot>`;
    if (this.misplaced) throw this.misplaced.error;
    const view = this.view(lesson, messages);
    return html`${diagram(view)} ${valueEditor(view)}`;
  }

  /** The picture calls no actions but those on itself. */
  private view(lesson: Lesson, messages: Messages): LessonView {
    return new LessonView(lesson, messages, this.page, this.actions as unknown as Actions);
  }

  returnFocus(id: QuantityId): void {
    this.wanted = id;
    this.requestUpdate();
  }

  protected override updated(): void {
    if (!this.wanted) return;
    this.renderRoot.querySelector<SVGElement>(`[data-handle][data-id="${CSS.escape(this.wanted)}"]`)?.focus();
    this.wanted = null;
  }
}
