/** The training lab: a network that learns from many points, seen as it learns. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement } from '../kit/define';
import { noticeWithButton } from '../kit/notice';
import { plotStyles } from '../kit/plot.styles';
import { controls } from '../styles/controls';
import { colourScheme, inBothSchemes } from '../styles/lightDark';
import { tokens } from '../styles/tokens';
import { dataSettings, figures, stopped, trainingBar } from './controls';
import { CurvesView } from './curves';
import { curvesStyles } from './curves.styles';
import { Inside } from './inside/inside';
import { insideStyles } from './inside/inside.styles';
import { CsvPart } from './data/csvPart';
import { dataStyles } from './data/data.styles';
import { Insight } from './insight/insight';
import { insightStyles } from './insight/insight.styles';
import { labStyles } from './lab.styles';
import type { LabTexts } from './lab.en';
import { picture } from './picture';
import { PointEditor } from './pointEditor';
import { Run } from './run';
import { said } from './save';
import { Choices } from './settings/choices';
import { networkSettings, trainingSettings } from './settings/panel';
import { settingsStyles } from './settings/settings.styles';
import { Comparison } from './runs/compare';
import { KeptRuns } from './runs/kept';
import { runsStyles } from './runs/runs.styles';
import { languageOf } from '../work/choices';
import { labTexts } from './texts';

@customElement('backprop-lab')
export class BackpropLab extends LitElement {
  static override styles = [
    colourScheme,
    ...[
      tokens,
      controls,
      plotStyles,
      labStyles,
      curvesStyles,
      dataStyles,
      settingsStyles,
      insideStyles,
      insightStyles,
      runsStyles,
    ].map(inBothSchemes),
  ];

  readonly run = new Run(() => this.requestUpdate());
  readonly #editor = new PointEditor(
    this.run,
    () => this.#words,
    () => this.requestUpdate(),
    (sample) => void this.inside.open({ sample }),
  );
  readonly #changed = (): void => this.requestUpdate();
  readonly #language = (): string => this.lang;
  readonly #kept = new KeptRuns(this.#changed);
  readonly #curves = new CurvesView(this.run, this.#kept, this.#changed);
  readonly #comparison = new Comparison(this.run, this.#kept, this.#language);
  /** the way from a run into one of its updates */
  readonly inside = new Inside(this.run, this.#language, this.#changed);
  readonly #choices = new Choices(this.run, this.#changed);
  readonly #csv = new CsvPart(this.run, this.#changed, () => this.inside.isOpen);
  readonly #insight = new Insight(this.run, this.#language, this.#changed, (parameter) =>
    this.inside.open({ parameter }),
  );
  /** the state of the workbench that the reader comes from; empty without one */
  workbench = '';
  #frame = 0;
  /** the run was paused because nobody sees it */
  #hidden = false;
  /** what was asked for last could not be done */
  #undone = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.run.start();
    document.addEventListener('visibilitychange', this.#seen);
    this.#csv.listen();
    const next = () => {
      this.run.frame();
      this.#frame = requestAnimationFrame(next);
    };
    next();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#csv.close();
    this.run.close();
  }

  #seen = (): void => {
    if (document.hidden ? this.run.running : this.#hidden && !this.run.running) void this.run.toggle();
    this.#hidden = document.hidden && !this.run.running;
  };

  /** Undo and redo of the data; a field has its own. */
  #keys = (event: KeyboardEvent): void => {
    const redo = event.key === 'y' || (event.shiftKey && event.key === 'Z');
    if (!(event.ctrlKey || event.metaKey) || (!redo && event.key !== 'z')) return;
    if ((event.composedPath()[0] as Element).matches('input[type=text], textarea')) return;
    event.preventDefault();
    void this.run.turn(redo ? 'redo' : 'undo');
  };

  #tell(isDone: boolean): void {
    this.#undone = !isDone;
    this.requestUpdate();
  }

  get #words(): LabTexts {
    return labTexts[languageOf(this.lang)];
  }

  override render(): TemplateResult {
    const { run } = this;
    const words = this.#words;
    const language = languageOf(this.lang);
    const other = language === 'en' ? 'zh-CN' : 'en';
    return html`<header>
        <a href="../index.html#lang=${language}">← ${words.back}</a>
        <a href="#lang=${other}${this.workbench && `&${this.workbench}`}" hreflang=${other} lang=${other}
          >${words.otherLanguage}</a
        >
      </header>
      <main @keydown=${this.#keys} @done=${({ detail }: CustomEvent<boolean>) => this.#tell(detail)}>
        <h1>${words.title}</h1>
        <p class="lead">${words.lead}</p>
        ${trainingBar(run, words)} ${this.#insight.explore()} ${this.#fromWorkbench(words)} ${this.#notices(words)}
        ${this.#undone ? noticeWithButton(words.undone, words.dismiss, () => this.#tell(true), 'page-notice undone') : nothing}
        ${this.#csv.render(language, words)}
        <div class="columns">
          ${picture(run, this.#editor, words)}
          <div class="column">
            <section class="now" aria-label=${words.controls}>${figures(run, words)}</section>
            ${this.#insight.why()} ${this.#curves.section(words)} ${this.inside.section()}
          </div>
        </div>
        <div class="all-settings">
          ${dataSettings(run, this.#csv, this.#choices, words)} ${networkSettings(run, this.#choices, words)}
          ${trainingSettings(run, this.#choices, words)}
        </div>
        ${this.#insight.section()} ${this.#comparison.section(words)}
      </main>
      ${this.inside.overlay()}`;
  }

  /** The network that the reader comes from, to be trained here. */
  #fromWorkbench(words: LabTexts): TemplateResult | typeof nothing {
    if (!this.workbench) return nothing;
    return html`<p class="from-workbench">
      <button class="plain-button" @click=${({ target }: Event) => said(target!, this.#train(this.workbench))}>
        ${words.fromWorkbench}
      </button>
    </p>`;
  }

  async #train(workbench: string): Promise<void> {
    const { run } = this;
    const { setup } = run;
    const { fromLink } = await import('./fromLink');
    const state = await fromLink(workbench);
    if (!state) this.workbench = '';
    // What the reader has chosen meanwhile stays.
    else if (run.setup === setup) await run.show(state);
    this.requestUpdate();
  }

  #notices(words: LabTexts): TemplateResult | typeof nothing {
    const { failed, shown } = this.run;
    if (failed !== undefined)
      return noticeWithButton(words.failed(failed), words.startAgain, () => void this.run.start());
    if (this.run.points.length === 0 && this.run.setup.data === 'own')
      return html`<p class="aside" role="status">${words.ofData.none}</p>`;
    if (!shown) return html`<p class="aside" role="status">${words.loading}</p>`;
    return stopped(this.run, words);
  }
}
