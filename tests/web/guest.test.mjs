/** The elements as guests of a page that was not made for them: its layout, its styles, its policies, its keys. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, assertSettle, find, openSite, press, settled, useBrowser, said } from './help.mjs';

useBrowser('dist');

const article = (body, { head = '', attributes = 'lang="en"' } = {}) => `<!doctype html>
  <html ${attributes}>
    <head><meta charset="utf-8" /><title>An article</title>${head}
      <script type="module" src="./backprop-playground.js"></script></head>
    <body>${body}</body>
  </html>`;

const playground = (id, attributes = '') =>
  `<backprop-playground id="${id}" controls="stepper" step="31" ${attributes}></backprop-playground>`;

/** Waits until the pieces of these ids have drawn something of their own. */
const drawn = (page, ...ids) =>
  page.waitForFunction(
    (all) =>
      all.every((id) => document.getElementById(id).shadowRoot?.querySelector('svg, math, .value, .formula, .fault')),
    ids,
  );

const sizes = (page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[id]')].map((part) => [part.id, [part.offsetWidth, part.offsetHeight]]),
    ),
  );

test('wherever an author puts an element it has room: in flex boxes, floats, cells and boxes as wide as their content', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`
      <div style="display: flex">${playground('row')}</div>
      <div style="display: flex; flex-direction: column; align-items: center">${playground('column')}
        <backprop-network id="network" step="31"></backprop-network><backprop-plot id="plot" over="w3"></backprop-plot></div>
      ${playground('inline', 'style="display: inline-block"')}
      ${playground('float', 'style="float: left; margin: 0 30px"')}
      <table style="clear: both; border-collapse: collapse; border-spacing: 9px"><tr><td>${playground('cell')}</td></tr></table>
      <div style="width: fit-content">${playground('fit')}<backprop-plot id="fitplot" over="w3"></backprop-plot></div>
      <div style="display: flex"><aside style="flex: 0 0 300px"></aside>${playground('beside')}</div>
      <div style="width: 280px">${playground('narrow')}<backprop-network id="small" step="31"></backprop-network></div>
      <details><summary id="more">more</summary>${playground('folded')}</details>
      <div id="tab" style="display: none">${playground('hidden')}<backprop-network id="tabbed"></backprop-network></div>`),
  });
  await drawn(page, 'network', 'plot', 'fitplot', 'small', 'tabbed');
  const { folded, hidden, tabbed, more, tab, narrow, small, ...roomy } = await sizes(page);
  for (const [id, [width, height]] of Object.entries(roomy))
    assert.ok(width >= 600 && height > 200 && height < 1300, `${id}: ${width} × ${height}`);
  assert.deepEqual([narrow[0], small[0]], [280, 280]);
  assert.deepEqual([...folded.slice(1), ...hidden, ...tabbed, tab[0]], [folded[1], 0, 0, 0, 0, 0]);
  await page.locator('#more').click();
  await page.evaluate(() => (document.querySelector('#tab').style.display = ''));
  await settled(page);
  await page.waitForFunction(() =>
    ['#folded', '#hidden'].every(
      (id) => document.querySelector(id).shadowRoot.querySelector('.diagram')?.getBoundingClientRect().width > 700,
    ),
  );
  const outside = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await outside(), 0);
  // Nothing of a narrow column is cut off, and no line is wider than it.
  const cut = await page.evaluate(() => {
    const { left, right } = document.querySelector('#narrow').getBoundingClientRect();
    const parts = [
      ...document.querySelector('#narrow').shadowRoot.querySelectorAll('.panel p, .tabs button, .dock button'),
    ];
    return parts
      .filter((part) => part.checkVisibility() && !part.closest('.visually-hidden'))
      .map((part) => [part.textContent.trim().slice(0, 30), part.getBoundingClientRect()])
      .filter(([, box]) => box.width > 1 && (box.left < left - 1 || box.right > right + 1))
      .map(([text]) => text);
  });
  assert.deepEqual(cut, []);
  await page.emulateMedia({ media: 'print' });
  assert.ok((await sizes(page)).row[1] > 200);
  assert.equal(await page.locator('#row .timeline').isVisible(), false);
  assertClean(complaints);
});

/** What an article's text may look like, and pages that style everything. */
const hostile = `html { color-scheme: dark; background: #111; }
  body { text-transform: uppercase; letter-spacing: 5px; white-space: pre; text-indent: 40px; word-spacing: 20px;
    font-variant: small-caps; font-style: italic; font-weight: 900; text-align: right; word-break: break-all;
    text-shadow: 1px 1px red; cursor: crosshair; visibility: visible; line-height: 3; tab-size: 9; -webkit-text-fill-color: lime }
  * { box-sizing: content-box; font-size: 30px; line-height: 3; color: lime; }`;

test('the text of the page does not leak in, formulas and numbers keep their direction, and dark is the page’s', async () => {
  const options = { attributes: 'lang="en" dir="rtl"', head: `<style>${hostile}</style>` };
  const { page, complaints } = await openSite('', {
    html: article(
      `${playground('one')}<backprop-network id="net" step="31"></backprop-network>
      <backprop-plot id="plot" over="w3"></backprop-plot>
      <p><backprop-value id="value" of="dw.2.0.0">−0.02</backprop-value>
        <backprop-formula id="formula" of="w3" show="chain" display></backprop-formula></p>`,
      options,
    ),
  });
  await drawn(page, 'net', 'plot', 'value', 'formula');
  const styles = (id, selector, ...names) =>
    page.evaluate(
      ([of, inside, all]) => {
        const style = getComputedStyle(document.getElementById(of).shadowRoot.querySelector(inside));
        return Object.fromEntries(all.map((name) => [name, style[name]]));
      },
      [id, selector, names],
    );
  const plain = {
    direction: 'ltr',
    textTransform: 'none',
    letterSpacing: 'normal',
    wordSpacing: '0px',
    textIndent: '0px',
  };
  const own = {
    ...plain,
    fontStyle: 'normal',
    textShadow: 'none',
    wordBreak: 'normal',
    colorScheme: 'dark',
    color: 'rgb(231, 229, 224)',
    webkitTextFillColor: 'rgb(231, 229, 224)',
  };
  for (const [id, selector] of [
    ['one', '.panel-body p'],
    ['one', '.formula'],
    ['one', '.diagram text'],
    ['net', '.diagram text'],
    ['plot', 'text'],
  ])
    assert.deepEqual(await styles(id, selector, ...Object.keys(own)), own, `${id} ${selector}`);
  assert.deepEqual(await styles('one', '.panel-body p', 'fontSize', 'lineHeight', 'whiteSpace'), {
    fontSize: '16px',
    lineHeight: '24px',
    whiteSpace: 'normal',
  });
  assert.deepEqual(await styles('formula', '.formula', ...Object.keys(plain)), plain);
  assert.deepEqual(await styles('value', '.value', 'direction'), { direction: 'ltr' });
  // A factor after the other, the equals sign before them; and no empty lines above the workbench.
  const order = await page.evaluate(() => {
    const left = (part) => part.getBoundingClientRect().left;
    const chunks = [...document.querySelector('#formula').shadowRoot.querySelectorAll('.row:first-child math')];
    const formulas = [...document.querySelector('#one').shadowRoot.querySelectorAll('.equation .katex-html')];
    const symbols = [...formulas.sort((a, b) => b.children.length - a.children.length)[0].children];
    const edge = document.querySelector('#one').getBoundingClientRect().top;
    const top = document.querySelector('#one').shadowRoot.querySelector('.workbench').getBoundingClientRect().top;
    return { chunks: chunks.map(left), symbols: symbols.map(left), above: top - edge };
  });
  assert.deepEqual(
    order.chunks,
    order.chunks.toSorted((a, b) => a - b),
  );
  assert.deepEqual(
    order.symbols,
    order.symbols.toSorted((a, b) => a - b),
  );
  assert.ok(order.symbols.length > 1 && order.chunks.length > 1);
  assert.equal(order.above, 0);
  await page.evaluate(() => (document.documentElement.style.colorScheme = 'light'));
  assert.deepEqual(await styles('net', '.diagram text', 'color'), { color: 'rgb(28, 32, 38)' });
  await page.evaluate(() => void (document.querySelector('#one').theme = 'dark'));
  await settled(page);
  assert.deepEqual(await styles('one', '.panel-body p', 'color'), { color: 'rgb(231, 229, 224)' });
  assertClean(complaints);
});

test('under a policy without inline styles and with Trusted Types everything is drawn; the script from two addresses defines once', async () => {
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
  const { page, complaints } = await openSite('', {
    html: article(
      `<backprop-playground id="one" parameter="w3"></backprop-playground>
      <backprop-formula id="formula" of="w3" show="chain" display></backprop-formula>
      <backprop-network id="net" parameter="w3"></backprop-network>
      <backprop-plot id="plot" over="w3"></backprop-plot>`,
      {
        head: `<meta http-equiv="Content-Security-Policy" content="${policy}" />
          <script type="module" src="./backprop-playground.js?second"></script>`,
      },
    ),
  });
  await drawn(page, 'formula', 'net', 'plot');
  await find(page, '.stage-row .katex').first().waitFor();
  await settled(page);
  const shown = await page.evaluate(() => {
    const root = document.querySelector('#one').shadowRoot;
    const tint = (part) => getComputedStyle(part).getPropertyValue('--tint');
    const heights = [...root.querySelectorAll('.katex .pstrut')].map(({ style }) => style.height);
    return {
      tints: [...root.querySelectorAll('.path-tint')].map(tint).filter(Boolean).length,
      rows: new Set([...root.querySelectorAll('.path-strip')].map(tint)).size,
      placed: heights.length > 20 && heights.every(Boolean),
      widths: [...root.querySelectorAll('.segment')].every(({ style }) => style.flexGrow !== ''),
    };
  });
  assert.ok(shown.tints > 5, `${shown.tints} tinted edges`);
  assert.deepEqual(shown, { ...shown, rows: 2, placed: true, widths: true });
  await find(page, '#tab-compare').click();
  await find(page, '.compare-total').waitFor();
  await find(page, '.picture-switch [role="radio"]').nth(1).click();
  await find(page, '.operations').waitFor();
  await find(page, '.edit-network').click();
  await find(page, '.sheet-body input').first().waitFor();
  await settled(page);
  assertClean(complaints);
});

test('a part that throws while it is drawn is left out, with a sentence in its place; the rest goes on', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`${playground('one')}<backprop-network id="net" step="5" session="other"></backprop-network>`),
  });
  await drawn(page, 'net');
  await page.evaluate(() => {
    globalThis.heard = [];
    one.addEventListener('error', ({ message, error }) => heard.push(`${message} ${error.message}`));
    Object.defineProperty(one.lesson.answers, 'derivationUnder', {
      configurable: true,
      value: () => {
        throw new Error('broken part');
      },
    });
    one.lesson.choose('panel', 'compare');
  });
  await settled(page);
  assert.match(await said(find(page, '.panel-body .notice')), /could not be drawn/);
  assert.ok(await find(page, '.diagram .neuron-part').count());
  assert.match((await page.evaluate(() => heard))[0], /could not be drawn.* broken part/);
  await page.evaluate(() => {
    delete one.lesson.answers.derivationUnder;
    one.lesson.choose('panel', 'step');
  });
  await settled(page);
  assert.equal(await find(page, '.panel-body .notice').count(), 0);
  assert.equal(await find(page, '.step-title').count(), 1);

  // Where the whole throws, so does nobody who waits for it.
  await page.evaluate(() => {
    globalThis.kept = one.workbench;
    one.workbench = {
      ...kept,
      workbench: () => {
        throw new Error('broken whole');
      },
    };
    one.requestUpdate();
    net.lesson.known = () => {
      throw new Error('broken figure');
    };
    net.requestUpdate();
  });
  await settled(page);
  assert.match(await said(find(page, '.notice')), /could not be drawn/);
  await page.locator('#net .fault').waitFor();
  await page.evaluate(async () => {
    const { fetchScripts } = one;
    one.fetchScripts = async () => void (await fetchScripts.call(one), (one.workbench = kept));
  });
  await find(page, '.notice button').click();
  await find(page, '.step-title').waitFor();
  assert.equal(await page.evaluate(() => one.step), 31);
  assert.deepEqual([...new Set(complaints)].sort(), ['broken part', 'broken whole']);
});

test('where the sentences cannot be fetched a block that is wrong has a note all the same, and nothing is left unhandled', async () => {
  const { page, complaints } = await openSite('', {
    waitForElement: false,
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>A post</title></head>
      <body><pre><code class="language-backprop">scenario: nowhere</code></pre></body></html>`,
  });
  await page.route(/\/faultTexts-[^/]*\.js$/, (route) => route.abort());
  await page.addScriptTag({ type: 'module', url: './auto.js' });
  await page.locator('.backprop-fault').waitFor();
  assert.match(await page.locator('.backprop-fault').innerText(), /has not loaded in full/);
  assert.equal(await page.locator('pre').count(), 1);
  assert.deepEqual(
    complaints.filter((text) => !/ERR_FAILED/.test(text)),
    [],
  );
});

test('keys that scroll an article go on scrolling it after a click inside; come to by keys, the element has them', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`<a id="before" href="#x">before</a>${playground('one')}<div style="height: 3000px"></div>`),
  });
  const scrolled = () => page.evaluate(() => scrollY);
  const steps = () => page.evaluate(() => one.step);
  await find(page, '.panel-head .position').click();
  for (const [key, place] of [
    ['Space', 'below'],
    ['Home', 'top'],
    ['PageDown', 'below'],
    ['PageUp', 'top'],
    ['End', 'bottom'],
    ['Home', 'top'],
  ]) {
    await page.evaluate(() => {
      globalThis.stands = false;
      document.onscrollend = () => (globalThis.stands = true);
    });
    await page.keyboard.press(key);
    // A key that is pressed while the page still glides may come to nothing.
    const arrived = (where) => {
      const most = document.documentElement.scrollHeight - innerHeight;
      return stands && { top: scrollY === 0, below: scrollY > innerHeight / 2, bottom: scrollY > most - 2 }[where];
    };
    await page.waitForFunction(arrived, place);
  }
  assert.deepEqual([await steps(), await find(page, '[aria-label="Pause"]').count()], [31, 0]);
  await press(page, 'ArrowLeft');
  assert.ok((await steps()) < 31, 'the arrows step');
  await page.locator('#before').focus();
  await press(page, 'Tab');
  await page.evaluate(() => one.focus());
  await press(page, 'Tab', 'Home');
  assert.deepEqual([await steps(), await scrolled()], [0, 0]);
  assertClean(complaints);
});

test('attributes that are removed, changed while the element is away, or wrong; links, scripts and sections', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`${playground('one', 'scenario="mazur" loss="bce" parameter="w5"')}
      <backprop-playground id="two" controls="all" theme="pink"></backprop-playground>
      <backprop-playground id="three" state="scenario=mazur&step=12&panel=derive"></backprop-playground>`),
  });
  const of = (id) =>
    page.evaluate((name) => {
      const { scenario, loss, parameter, step, controls, theme } = document.getElementById(name);
      return { scenario, loss, parameter, step, controls, theme };
    }, id);
  const notice = (id) => page.locator(`#${id} .page-notice`).allInnerTexts();
  assert.deepEqual(await of('one'), {
    scenario: 'mazur',
    loss: 'bce',
    parameter: 'w.2.0.0',
    step: 31,
    controls: 'stepper',
    theme: 'auto',
  });
  assert.match((await notice('two')).join(), /controls.*“all”|theme.*“pink”/);
  assert.deepEqual([(await of('two')).controls, (await of('two')).theme], ['full', 'auto']);
  assert.deepEqual([(await of('three')).scenario, (await of('three')).step], ['mazur', 12]);

  for (const name of ['loss', 'parameter', 'controls', 'step', 'scenario']) {
    await page.evaluate((removed) => one.removeAttribute(removed), name);
    await settled(page);
  }
  assert.deepEqual(await of('one'), {
    scenario: 'article',
    loss: 'mse',
    parameter: 'w.2.0.0',
    step: 0,
    controls: 'full',
    theme: 'auto',
  });
  assert.deepEqual(await notice('one'), []);
  await page.evaluate(() => one.setAttribute('theme', 'mauve'));
  await settled(page);
  assert.match((await notice('one')).join(), /theme.*“mauve”/);

  // A state asked for at once says whether it was opened, and a language that the author names outlives links.
  const asked = await page.evaluate(async () => {
    const ask = async (state, before, attributes = {}) => {
      const made = document.createElement('backprop-playground');
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      document.body.append(made);
      if (before) await made.ready;
      const opened = await made.setState(state);
      await made.ready;
      while (!(await made.updateComplete));
      const after = [opened, made.scenario, made.step, made.lang];
      made.remove();
      return after;
    };
    return [
      await ask('nope=1', false),
      await ask('scenario=mazur&step=4', false),
      await ask('scenario=mazur&step=4&lang=zh-CN', false, { lang: 'en' }),
      await ask('scenario=mazur&step=4&lang=zh-CN', true, { lang: 'en' }),
      await ask('scenario=mazur&step=4&lang=zh-CN', true),
    ];
  });
  assert.deepEqual(asked, [
    [false, 'article', 0, 'en'],
    [true, 'mazur', 4, 'en'],
    [true, 'mazur', 4, 'en'],
    [true, 'mazur', 4, 'en'],
    [true, 'mazur', 4, 'zh-CN'],
  ]);

  // Back to the beginning also from a state that never could be opened.
  for (const state of ['', 'nope=1']) {
    await page.evaluate((text) => {
      three.state = text;
      three.scenario = 'mazur';
      three.step = 9;
    }, state);
    await settled(page);
    await page.evaluate(() => three.reset());
    await page.waitForFunction(() => three.scenario === 'article' && three.step === 0);
  }

  // Away from the page, then back.
  await page.evaluate(() => (globalThis.kept = two).remove());
  await page.waitForFunction(() => kept.lesson === null);
  await page.evaluate(() => Object.assign(kept, { scenario: 'mazur', step: 5 }));
  await page.evaluate(() => document.body.append(kept));
  await page.waitForFunction(() => kept.lesson !== null);
  await settled(page);
  assert.deepEqual([(await of('two')).scenario, (await of('two')).step], ['mazur', 5]);
  for (const [step, ask] of [
    [13, () => void kept.setAttribute('state', 'scenario=mazur&step=13')],
    [14, () => void kept.setState('scenario=mazur&step=14')],
  ]) {
    await page.evaluate(() => kept.remove());
    await page.waitForFunction(() => kept.lesson === null);
    await page.evaluate(ask);
    await page.evaluate(() => document.body.append(kept));
    await page.waitForFunction((place) => kept.lesson && kept.step === place, step);
  }

  const heard = await page.evaluate(async () => {
    const fresh = document.createElement('backprop-playground');
    const events = [];
    fresh.addEventListener('load', () => events.push('load'));
    document.body.append(fresh);
    await fresh.ready;
    await fresh.setState('scenario=mazur&step=7&by=step');
    const state = await fresh.getState();
    fresh.next();
    const after = fresh.step;
    fresh.play();
    const playing = fresh.page.playing;
    fresh.pause();
    const paused = fresh.page.playing;
    fresh.reset();
    const damaged = await fresh.setState('nope=1');
    await new Promise((resolve) => setTimeout(resolve));
    return { state, after, playing, paused, at: [fresh.scenario, fresh.step], damaged, events };
  });
  assert.match(heard.state, /scenario=mazur.*step=7/);
  assert.deepEqual(
    { ...heard, state: '' },
    { state: '', after: 8, playing: true, paused: false, at: ['article', 0], damaged: false, events: ['load'] },
  );
  assertClean(complaints);
});

test('the language of the page is followed, around shadow roots too, until the reader chooses another', async () => {
  const { page, complaints } = await openSite('', {
    html: article(`${playground('one')}<div id="host" lang="zh-TW"></div>
      <p><backprop-value id="value" of="L" words></backprop-value>
      <backprop-check id="check" of="L">?</backprop-check></p>`),
  });
  const tabs = (id) => page.locator(`${id} [role="tab"]`).first().innerText();
  await page.evaluate(async () => {
    host.attachShadow({ mode: 'open' }).innerHTML =
      '<backprop-playground id="inner" controls="none"></backprop-playground>';
    await host.shadowRoot.firstChild.ready;
  });
  assert.deepEqual([await tabs('#one'), await tabs('#host')], ['This step', '这一步']);
  await page.evaluate(() => (document.documentElement.lang = 'zh-CN'));
  await page.locator('#one [role="tab"]', { hasText: '这一步' }).waitFor();
  await page.waitForFunction(() => /[一-龯]/.test(check.shadowRoot?.querySelector('button')?.textContent));
  await page.evaluate(() => void (one.lang = 'en'));
  await settled(page);
  await page.evaluate(() => (document.documentElement.lang = 'zh-TW'));
  await settled(page);
  assert.equal(await tabs('#one'), 'This step');
  assertClean(complaints);
});

test('embed.html in a frame: parameters and state, height told, no focus taken, nothing in the history of the page', async () => {
  const init = () => {
    globalThis.told = [];
    addEventListener('message', ({ data }) => globalThis.told.push(data));
  };
  const { page, complaints } = await openSite('', {
    html: `<!doctype html><html lang="en"><title>Host</title><input id="field" autofocus />
      <iframe title="x" width="700" height="500" src="site/embed.html?lang=zh-CN&theme=dark&controls=stepper#scenario=mazur&step=12&panel=derive"></iframe></html>`,
    waitForElement: false,
    init,
  });
  const length = await page.evaluate(() => history.length);
  const element = page.frameLocator('iframe').locator('backprop-playground');
  const place = () =>
    element.evaluate(async (one) => {
      await one.ready;
      return [one.scenario, one.step, one.lang, one.theme, one.controls, one.linked, one.lesson.choices.panel];
    });
  assert.deepEqual(await place(), ['mazur', 12, 'zh-CN', 'dark', 'stepper', false, 'derive']);
  const tall = () => element.evaluate((one) => Math.ceil(one.getBoundingClientRect().height));
  const told = () => page.evaluate(() => globalThis.told.at(-1));
  const toldHeight = async () => (await told())?.height;
  await assertSettle(toldHeight, tall);
  assert.equal((await told()).type, 'backprop-playground:resize');
  const before = await toldHeight();
  await element.evaluate((one) => void (one.controls = 'full'));
  await page.waitForFunction((height) => globalThis.told.at(-1).height > height, before);
  await element.evaluate((one) => void (one.scenario = 'article'));
  await element.evaluate((one) => one.next());
  // An element that fills a page writes the address after 200 ms; this timer of the same frame, and this text, come later.
  await element.evaluate(async (one) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await one.getState();
  });
  assert.equal(await page.evaluate(() => history.length), length);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'field');
  await element.evaluate(() => location.replace('#scenario=mazur&step=3'));
  await element.evaluate(async (one) => {
    while (one.step !== 3) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  assertClean(complaints);
});

test('an element that owns the address takes the name of a section for no link', async () => {
  const { page, complaints } = await openSite('', {
    html: article('<h2 id="section-2">Two</h2><backprop-playground id="one" linked></backprop-playground>'),
    init: () => history.replaceState(null, '', '#section-2'),
  });
  const notices = () => page.locator('#one .page-notice').allInnerTexts();
  assert.deepEqual([await notices(), await page.evaluate(() => location.hash)], [[], '#section-2']);
  await page.evaluate(() => one.next());
  await page.waitForFunction(() => /step=/.test(location.hash));
  await page.evaluate(() => (location.hash = '#section-2'));
  await settled(page);
  assert.deepEqual([await notices(), (await page.evaluate(() => one.step)) > 0], [[], true]);
  assertClean(complaints);
});
