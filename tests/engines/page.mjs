/** The page in one engine, as a reader has it: what the flow does and looks at, with every selector in one place. */
import { prelude } from './inPage.mjs';

/** The parts that the flow touches. What the page calls them is written here only. */
export const parts = {
  value: (id) => `.diagram [data-handle][data-id="${id}"]`,
  valueField: '#editor-input',
  knob: '[data-knob]',
  undo: '[aria-label="Undo"]',
  timeline: '[role="slider"].track',
  scenarios: '.scenario-select',
  panel: (name) => `#tab-${name}`,
  factor: '.factor-button',
  openFactor: '.factor-lines',
  check: '.check-button',
  differences: '.dialog[open] .difference-plot',
  dial: '.dial input',
  comparison: '.panel table',
  graphSwitch: '.picture-switch [role="radio"]:last-child',
  graph: '.operations',
  networkSwitch: '.picture-switch [role="radio"]:first-child',
  language: '.language',
  theme: '[aria-label^="Theme:"]',
  menu: '.menu-button',
  editNetwork: '.edit-network',
  editor: '.sheet[open] backprop-network-editor',
  sheet: '.sheet',
  editorPart: (name) => `#sheet-tab-${name}`,
  cell: '[role="gridcell"] input',
  wrongCell: '[role="gridcell"].wrong',
  numberInText: '#goal backprop-value[editable]',
  startAgain: '.bar [data-act="again"]',
  pictureInText: '.diagram',
  epoch: '.strides button:last-child',
  stepInto: '.step-into',
  workbenchInLab: '.workbench-over backprop-playground',
};

export class Page {
  constructor(driver, site) {
    this.driver = driver;
    this.site = site;
  }

  /** Runs a function within the page, which may name those of inPage.mjs. Its argument and its answer are JSON. */
  evaluate(action, argument = null) {
    return this.driver.run(`(async () => {
      ${prelude}
      return (${action})(${JSON.stringify(argument)});
    })()`);
  }

  /** A document of its own for each address: a new one after `#` alone would be followed by the old page. */
  async open(state) {
    await this.driver.open('about:blank');
    await this.driver.open(`${this.site}#${state}`);
    await this.settle();
  }

  /** The tutorial, alive. */
  async openArticle(language) {
    await this.driver.open(`${this.site}tutorial/${language}.html`);
    await this.settle();
  }

  settle() {
    return this.evaluate(() => settle());
  }

  /** The lab, with its first picture. */
  async openLab() {
    await this.driver.open(`${this.site}lab/index.html#lang=en`);
    await this.settle();
  }

  /** Waits until the lab has finished so many epochs. */
  labReaches(epochs) {
    return this.evaluate(
      (count) =>
        until((least) => document.querySelector('backprop-lab').run.shown.snapshot.epochs >= least, count).then(settle),
      epochs,
    );
  }

  lab() {
    return this.evaluate(() => labScreen());
  }

  /** The document of the workbench that the lab has opened. */
  documentInLab() {
    return this.evaluate(() => find('backprop-playground').lesson.work.document);
  }

  article() {
    return this.evaluate(() => article());
  }

  async reload() {
    await this.driver.reload();
    await this.settle();
  }

  async press(...chords) {
    for (const chord of chords) await this.letsGo(chord.split('+').length, () => this.driver.press(chord));
  }

  /** Waits until the page has heard of all that an act lets go, so many keys or the mouse, and has drawn what follows. */
  async letsGo(count, act) {
    const before = await this.evaluate(() => lettingsGo);
    await act();
    await this.evaluate((all) => until((least) => lettingsGo >= least, all).then(settle), before + count);
  }

  async type(text) {
    await this.press(...text);
  }

  /** `nth`: of several that fit, counted from 0, or back from -1 */
  async click(selector, nth = 0) {
    const point = await this.evaluate((part) => until(pointOf, ...part), [selector, nth]);
    await this.letsGo(1, () => this.driver.drag([point]));
  }

  resize(width, height) {
    return this.driver.resize(width, height);
  }

  /** Along a part, from one share of its width to another; a hand does not keep to the line. */
  async drag(selector, from, to) {
    await this.evaluate((part) => until(pointOf, part), selector);
    const { x, y, width, height } = await this.evaluate(
      (part) => find(part).getBoundingClientRect().toJSON(),
      selector,
    );
    const at = (share, below = 0) => [x + width * share, y + height / 2 + below];
    await this.letsGo(1, () => this.driver.drag([at(from), at((from + to) / 2, 15), at(to, 30)]));
  }

  /** Chooses in a list, as the keyboard does. */
  async choose(selector, value) {
    await this.evaluate(
      ([part, chosen]) => {
        const list = find(part);
        list.value = chosen;
        for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
      },
      [selector, value],
    );
    await this.settle();
  }

  /** Waits until a part is on the screen. */
  async sees(selector) {
    await this.evaluate((part) => until(find, part).then(settle), selector);
  }

  count(selector) {
    return this.evaluate((part) => findAll(part).length, selector);
  }

  screen() {
    return this.evaluate(() => screen());
  }

  /** The screens at these positions in the iteration. */
  screensAt(positions) {
    return this.evaluate(async (all) => {
      const screens = [];
      for (const position of all) {
        element().step = position;
        await settle();
        screens.push(screen());
      }
      return screens;
    }, positions);
  }

  state() {
    return this.evaluate(() => {
      const { step, scenario, loss, parameter, lang, theme } = element();
      return { step, scenario, loss, parameter, lang, theme };
    });
  }

  /** Waits until the address has that text. */
  addressSays(text) {
    return this.evaluate((part) => until((text) => decodeURIComponent(location.hash).includes(text), part), text);
  }

  back() {
    return this.evaluate(() => history.back());
  }

  /** Waits until that scenario is shown, as after `back`. */
  showsScenario(id) {
    return this.evaluate((shown) => until((id) => element().scenario === id, shown).then(settle), id);
  }

  setLoss(id) {
    return this.evaluate((loss) => ((element().loss = loss), settle()), id);
  }

  valueOf(selector) {
    return this.evaluate((part) => find(part).value, selector);
  }

  /** Waits until a field has another value, and answers it. */
  valueAfter(before, selector) {
    const read = ([last, part]) => until((value, part) => find(part)?.value !== value && find(part)?.value, last, part);
    return this.evaluate(read, [before, selector]);
  }

  /** Of the page around the element, and of the element. */
  backgrounds() {
    return this.evaluate(() =>
      [document.documentElement, element()].map((part) => getComputedStyle(part).backgroundColor),
    );
  }

  /** What is computed for a part by the styles. */
  styleOf(selector, property) {
    return this.evaluate(([part, name]) => getComputedStyle(find(part))[name], [selector, property]);
  }

  /** How far the page is scrolled, once nothing scrolls it any more. */
  scrolledBy() {
    return this.evaluate(() => frames(3).then(() => scrollY));
  }

  /** How far a part that was out of sight moves by itself after it was scrolled to. */
  movesAfterJump(selector, nth) {
    return this.evaluate(
      async (which) => {
        const part = await until(find, ...which);
        // A font is asked for when what needs it is laid out.
        await frames(2);
        await until(() => document.fonts.status === 'loaded');
        part.scrollIntoView({ block: 'center', behavior: 'instant' });
        await frames(1);
        const { top } = part.getBoundingClientRect();
        await frames(10);
        return part.getBoundingClientRect().top - top;
      },
      [selector, nth],
    );
  }

  selectedText() {
    return this.evaluate(() => String(getSelection()).trim());
  }

  faults() {
    return this.evaluate(() => [...layoutFaults(), ...complaintsOfThePage]);
  }
}
