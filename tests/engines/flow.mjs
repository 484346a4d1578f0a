/**
 * The main flow of the page. Each part opens an address of its own, asserts what must hold in any engine, and returns
 * what was on the screen, which must be the same in all of them.
 */
import assert from 'node:assert/strict';
import { parts } from './page.mjs';

const article = 'scenario=article&lang=en';
const sound = async (page) => assert.deepEqual(await page.faults(), []);

export const flow = {
  async 'It opens with numbers and formulas, and the keys work at once'(page) {
    await page.open(article);
    await sound(page);
    const opened = await page.screen();
    assert.ok(opened.numbers.length > 20, opened.numbers.join());
    await page.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Shift+ArrowRight');
    assert.ok((await page.state()).step > 2);
    return [opened, await page.screen()];
  },

  async 'Each step of an iteration shows the same, and so does the next iteration'(page) {
    await page.open(article);
    const screens = await page.screensAt([...Array(86).keys()]);
    await page.press('ArrowRight', 'ArrowRight');
    const next = await page.screen();
    await page.press('ArrowLeft', 'ArrowLeft');
    assert.deepEqual(await page.screen(), screens.at(-1));
    await sound(page);
    return [...screens, next];
  },

  async 'A weight is dragged in the panel and by the arrow keys: numbers and curve follow, and undo brings it back'(
    page,
  ) {
    await page.open(article);
    const before = await page.screen();
    await page.drag(parts.knob, 0.5, 0.8);
    const dragged = await page.screen();
    assert.notDeepEqual(dragged.numbers, before.numbers);
    assert.equal(await page.selectedText(), '');
    const value = Number(await page.valueOf(parts.knob));
    await page.press('ArrowRight');
    assert.ok(Number(await page.valueOf(parts.knob)) > value);
    await page.click(parts.undo);
    await page.click(parts.undo);
    assert.deepEqual((await page.screen()).numbers, before.numbers);
    await sound(page);
    // How far a pixel goes is the slider's width, which is not the same in all.
    return before;
  },

  async 'A drag along the timeline goes to a step and selects no text'(page) {
    await page.open(article);
    await page.drag(parts.timeline, 0.2, 0.8);
    assert.ok((await page.state()).step > 20);
    assert.equal(await page.selectedText(), '');
    return page.screen();
  },

  async 'A parameter is derived, and each factor opens'(page) {
    await page.open(`${article}&step=31&loss=bce`);
    await page.click(parts.panel('derive'));
    const screens = [await page.screen()];
    const factors = await page.count(parts.factor);
    assert.ok(factors >= 8, `${factors} factors`);
    for (let factor = 0; factor < factors; factor++) {
      await page.click(parts.factor, factor);
      assert.equal(await page.count(parts.openFactor), 1);
      screens.push(await page.screen());
    }
    await sound(page);
    await page.click(parts.panel('compare'));
    await page.sees(parts.comparison);
    await sound(page);
    return [...screens, await page.screen()];
  },

  async 'A gradient is checked, and a drag over the plot of the differences turns the dial and selects no text'(page) {
    await page.open(`${article}&step=31&panel=derive`);
    await page.click(parts.check);
    await page.sees(parts.differences);
    const before = await page.valueOf(parts.dial);
    await page.drag(parts.differences, 0.4, 0.8);
    assert.ok(Number(await page.valueAfter(before, parts.dial)) >= 0);
    assert.equal(await page.selectedText(), '');
    await page.press('Home');
    await sound(page);
    const checked = await page.screen();
    await page.press('Escape', 'ArrowRight');
    assert.ok((await page.state()).step > 31);
    return checked;
  },

  async 'A value is edited in the picture, undone and done again; its address opens the same screen'(page) {
    await page.open(`${article}&step=31`);
    const before = await page.screen();
    await page.click(parts.value('w.3.0.0'));
    await page.sees(parts.valueField);
    await page.type('0.25');
    await page.press('Enter');
    const edited = await page.screen();
    assert.ok(edited.numbers.includes('w.3.0.0 0.25'));
    assert.equal((await page.state()).step, 31);
    await page.press('z');
    const undone = await page.screen();
    assert.deepEqual(undone.numbers, before.numbers);
    await page.press('Shift+Z');
    assert.deepEqual((await page.screen()).numbers, edited.numbers);
    await page.addressSays('w.3.0.0:0.25');
    await page.reload();
    assert.deepEqual((await page.screen()).numbers, edited.numbers);
    await sound(page);
    return [edited, undone];
  },

  async 'Back and forward in the history go from scenario to scenario'(page) {
    await page.open(`${article}&step=31`);
    const before = await page.screen();
    await page.choose(parts.scenarios, 'mazur');
    await page.addressSays('scenario=mazur');
    const { numbers } = await page.screen();
    await page.back();
    await page.showsScenario('article');
    assert.deepEqual((await page.screen()).numbers, before.numbers);
    return numbers;
  },

  async 'Network and graph follow one another without an error'(page) {
    await page.open(`${article}&step=40`);
    await page.click(parts.graphSwitch);
    await page.sees(parts.graph);
    await sound(page);
    const graph = await page.screen();
    await page.click(parts.networkSwitch);
    await page.click(parts.graphSwitch);
    await page.press('ArrowRight', 'End');
    await sound(page);
    return [graph, await page.screen()];
  },

  async 'Each scenario ends its iteration with the same numbers under two losses'(page) {
    await page.open(article);
    const screens = [];
    for (const scenario of ['mazur', 'han-kamber', 'bce-221', 'nielsen-saturated', 'xor-zero'])
      for (const loss of ['mse', 'bce']) {
        await page.choose(parts.scenarios, scenario);
        await page.setLoss(loss);
        screens.push(...(await page.screensAt([9999])));
      }
    await sound(page);
    return screens;
  },

  async 'Chinese and English change places, and a step and its derivation are told in both'(page) {
    await page.open(`${article}&step=31&panel=derive`);
    const english = await page.screen();
    await page.click(parts.language);
    const chinese = await page.screen();
    assert.equal((await page.state()).lang, 'zh-CN');
    assert.deepEqual(chinese.numbers, english.numbers);
    await sound(page);
    await page.click(parts.panel('step'));
    const step = await page.screen();
    await page.click(parts.language);
    assert.equal((await page.state()).lang, 'en');
    return [english, chinese, step];
  },

  async 'In dark by the button the page around the element is dark too'(page) {
    await page.open(article);
    const colours = {};
    for (let presses = 0; presses < 3; presses++) {
      await page.click(parts.theme);
      colours[(await page.state()).theme] = await page.backgrounds();
    }
    const dark = 'rgb(22, 24, 28)';
    assert.deepEqual(colours.dark, [dark, dark]);
    return colours;
  },

  async 'The editor opens in place, and typing into a cell replaces its number; what is none is marked'(page) {
    await page.open(`${article}&step=31`);
    await page.click(parts.editNetwork);
    await page.sees(parts.editor);
    assert.equal(await page.scrolledBy(), 0);
    assert.equal(await page.styleOf(parts.sheet, 'outlineStyle'), 'none');
    const network = await page.screen();
    await page.click(parts.editorPart('samples'));
    await page.click(parts.cell);
    await page.type('7');
    assert.equal(await page.valueOf(parts.cell), '7');
    await page.type('x');
    await page.press('Enter');
    assert.equal(await page.styleOf(parts.wrongCell, 'textDecorationStyle'), 'wavy');
    await sound(page);
    const samples = await page.screen();
    await page.press('Escape');
    return [network, samples];
  },

  async 'At 360 px it fits, steps, derives, and opens a factor where it stands'(page) {
    await page.resize(360, 780);
    await page.open(`${article}&step=31`);
    await sound(page);
    await page.press('ArrowRight', 'ArrowRight');
    const step = await page.screen();
    await page.open(`${article}&step=31&panel=derive`);
    assert.equal(await page.movesAfterJump(parts.factor, -1), 0);
    await sound(page);
    await page.click(parts.factor, -1);
    assert.equal(await page.count(parts.openFactor), 1);
    await sound(page);
    const derived = await page.screen();
    await page.open('scenario=article&step=31&view=graph&lang=zh-CN');
    await page.sees(parts.graph);
    await sound(page);
    return [step, derived, await page.screen()];
  },

  async 'The article comes alive; a weight typed in its text changes numbers, words and formulas, and one click brings all back'(
    page,
  ) {
    await page.openArticle('en');
    await sound(page);
    const written = await page.article();
    assert.ok(written.numbers.length > 100, `${written.numbers.length} numbers`);
    await page.click(parts.numberInText);
    await page.type('-4');
    await page.press('Enter');
    const changed = await page.article();
    assert.notDeepEqual(changed.numbers, written.numbers);
    assert.notDeepEqual(changed.sentences, written.sentences);
    await page.sees(parts.pictureInText);
    await sound(page);
    await page.click(parts.startAgain);
    assert.deepEqual(await page.article(), written);
    return [written, changed];
  },

  async 'On a phone the Chinese article comes alive with the same numbers, and fits'(page) {
    await page.resize(360, 780);
    await page.openArticle('zh-CN');
    await sound(page);
    return page.article();
  },

  async 'The lab draws the same points, trains to the same numbers, and its next update is stepped into'(page) {
    await page.openLab();
    await sound(page);
    const begun = await page.lab();
    assert.equal(begun.points.length, 200);
    for (const epochs of [1, 2, 3]) {
      await page.click(parts.epoch);
      await page.labReaches(epochs);
    }
    const trained = await page.lab();
    assert.notDeepEqual(trained.parameters, begun.parameters);
    await sound(page);
    await page.click(parts.stepInto);
    await page.sees(parts.workbenchInLab);
    await page.settle();
    const { network } = await page.documentInLab();
    assert.deepEqual(
      network.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]),
      trained.parameters,
    );
    return [begun, trained];
  },
};
