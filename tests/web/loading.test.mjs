/** Where scripts do not come, come damaged, or are not understood, the screen has a sentence and a way on. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { assertClean, find, openSite, pairs, press, ready, settled, state, useBrowser, said } from './help.mjs';

useBrowser('dist');

const root = resolve(import.meta.dirname, '../../dist');
const index = readFileSync(resolve(root, 'site/index.html'), 'utf8');
/** The modules that the page begins with, and all that they import. */
const modules = [...index.matchAll(/"\.\/assets\/([\w-]+)-[\w-]{8}\.js"/g)].map(([, name]) => name);
const entry = modules.filter((name) => name !== 'unloaded');
/** A module that the first one imports; how many there are, and what is in each, is up to the build. */
const imported = entry.find((name) => name !== 'index');

const answers = {
  'does not come': (route) => route.abort(),
  'is not there': (route) => route.fulfill({ status: 404, contentType: 'text/html', body: 'Not found' }),
  'is another page': (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Log in</p>' }),
  'is cut short': async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: body.slice(0, body.length / 2) });
  },
  'is empty': (route) => route.fulfill({ contentType: 'text/javascript', body: '' }),
};
const answerOf = (name) => new RegExp(`/${name}-[^/]*\\.js$`);

/** Opens the page with a script of it answered otherwise until `mend` is called. */
async function openWithout(name, answer, { hash = '', ...options } = {}) {
  const { page, ...rest } = await openSite('', { waitForElement: false, ...options });
  let broken = true;
  await page.route(answerOf(name), (route) => (broken ? answer(route) : route.continue()));
  const site = new URL('site/', page.url()).href;
  await page.goto(`${site}${hash}`);
  return { page, ...rest, mend: () => (broken = false) };
}

const unloaded = (page) => page.locator('#unloaded');
const isVisible = async (locator) => (await locator.isVisible()) && (await locator.innerText()).trim() !== '';

test('the page begins with several scripts', () => {
  assert.ok(entry.includes('index') && entry.length > 1, String(entry));
});

for (const name of entry) {
  test(`where the script ${name} does not come there is a sentence, and “Try again” opens the same address`, async () => {
    const { page, mend } = await openWithout(name, answers['does not come'], { hash: '#scenario=mazur&step=3' });
    await page.getByText('The page has not loaded in full').waitFor();
    assert.equal(await unloaded(page).getByRole('button').count(), 1);
    assert.equal(await page.getByText('页面没有完整加载').isVisible(), false);
    mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await ready(page);
    assert.deepEqual(await state(page).then(({ scenario, step }) => [scenario, step]), ['mazur', 3]);
    assert.equal(await unloaded(page).isVisible(), false);
  });
}

for (const [[how, answer], name] of pairs(Object.entries(answers), ['index', imported]))
  test(`where the script ${name} ${how} there is a sentence in Chinese for a Chinese reader`, async () => {
    const { page } = await openWithout(name, answer, { locale: 'zh-CN' });
    // Without any error there is nothing to go by but the time.
    if (how === 'is empty' && name === 'index') await finishAnimations(page);
    else await page.getByText('页面没有完整加载').waitFor();
    assert.ok(await isVisible(page.getByRole('button', { name: '重试' })));
  });

for (const [[how, answer], name] of pairs(Object.entries(answers), ['workbench', 'zh-CN']))
  test(`where the part ${name} ${how} there is a sentence, and “Try again” brings it`, async () => {
    const { page, mend } = await openWithout(name, answer, { hash: '#scenario=mazur', locale: 'zh-CN' });
    await find(page, '.notice').getByText('页面没有完整加载').waitFor();
    assert.doesNotMatch(await said(find(page, '.notice')), /fetch|import|script|undefined/i);
    mend();
    await page.getByRole('button', { name: '重试' }).click();
    await find(page, '.workbench').waitFor();
    assert.equal((await state(page)).scenario, 'mazur');
  });

test('where the compiled core does not come, “Try again” is offered with the sentence', async () => {
  const { page } = await openSite('', { waitForElement: false });
  let broken = true;
  await page.route(/\.wasm$/, (route) => (broken ? route.abort() : route.continue()));
  await page.goto(new URL('site/', page.url()).href);
  await find(page, '.notice').waitFor();
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await ready(page);
  await press(page, 'ArrowRight');
  assert.ok((await state(page)).step > 0);
});

const finishAnimations = (page) => page.evaluate(() => document.getAnimations().forEach((one) => one.finish()));

test('where no script comes at all, the sentences appear after a while in both languages', async () => {
  const { page } = await openSite('', { waitForElement: false });
  await page.route(/\.js$/, (route) => route.abort());
  await page.goto(new URL('site/', page.url()).href);
  assert.equal(await unloaded(page).evaluate((form) => getComputedStyle(form).visibility), 'hidden');
  await finishAnimations(page);
  for (const text of ['The page has not loaded in full', '页面没有完整加载'])
    assert.ok(await isVisible(page.getByText(text)), text);
  assert.equal(await page.getByText('too old').isVisible(), false);
});

test('where a browser does not understand the scripts, the page names one that does', async () => {
  for (const [locale, sentence] of [
    ['en', /too old for the page.*Chrome/],
    ['zh-CN', /浏览器版本过低.*Chrome/],
  ]) {
    const { page } = await openWithout(
      'index',
      (route) => route.fulfill({ contentType: 'text/javascript', body: 'class A { static { ?' }),
      { locale, init: () => delete Array.prototype.toSorted },
    );
    await unloaded(page).and(page.locator('[role="alert"]')).waitFor();
    assert.match(await unloaded(page).innerText(), sentence);
  }
});

test('where a browser does not know modules the page says that it is too old, though nothing failed', async () => {
  const { page } = await openWithout('index', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }), {
    init: () => {
      delete Array.prototype.toSorted;
      delete HTMLScriptElement.prototype.noModule;
    },
  });
  assert.match(await unloaded(page).innerText(), /too old for the page/);
});

test('what comes before the modules is written for browsers that know no more than ES2015', async () => {
  const [, name] = /src="\.\/assets\/(unloaded-[\w-]+\.js)"/.exec(index);
  const script = readFileSync(resolve(root, 'site/assets', name), 'utf8');
  assert.doesNotMatch(script, /\?\.|\?\?|\*\*|\basync\b|catch\s*\{|\.\.\.\w+\s*\}|\|\|=|&&=|\bimport\b|\bexport\b/);
});

test('without JavaScript the page says that it needs it', async () => {
  const { page } = await openSite('', { waitForElement: false, javaScriptEnabled: false });
  await page.goto(new URL('site/', page.url()).href);
  for (const text of ['needs JavaScript and WebAssembly', '需要启用 JavaScript'])
    assert.ok(await page.locator('noscript p', { hasText: text }).isVisible(), text);
  assert.equal(await unloaded(page).isVisible(), false);
});

// ------------------------------------------------------------------ the single file and the element

test('the single file shows a sentence too where its script is not understood', async () => {
  const file = readFileSync(resolve(root, 'backprop-playground.html'), 'utf8');
  const { page } = await openSite('', { waitForElement: false, bypassCSP: true });
  await page.route(/backprop-playground\.html$/, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: file.replace(/<script type="module"[^>]*>/, (tag) => `${tag} class A { static { ? } `),
    }),
  );
  await page.goto(new URL('backprop-playground.html', page.url()).href);
  await page.getByText('The page has not loaded in full').waitFor();
});

test('text inside of the element is shown where its script does not come, and gives way to it', async () => {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>An article</title>
    <script type="module" src="./backprop-playground.js"></script></head>
    <body><backprop-playground><p>This needs a newer browser.</p></backprop-playground></body></html>`;
  const { page, complaints } = await openSite('', { html });
  await find(page, '.workbench').waitFor();
  assert.equal(await page.getByText('This needs a newer browser.').isVisible(), false);
  assertClean(complaints);
  await page.route(/backprop-playground\.js$/, (route) => route.abort());
  await page.reload();
  assert.ok(await page.getByText('This needs a newer browser.').isVisible());
});

// ------------------------------------------------------------------ languages and colours

test('the notice of a language that did not come is removed when it has come', async () => {
  const { page, mend } = await openWithout('zh-CN', answers['does not come'], { hash: '#scenario=mazur' });
  await ready(page);
  await find(page, '.language').click();
  await find(page, '.page-notice').waitFor();
  mend();
  await find(page, '.language').click();
  await find(page, '#tab-step').getByText('这一步').waitFor();
  await settled(page);
  assert.equal(await find(page, '.page-notice').count(), 0);
});

/** The colours of page and element, as light as they are: 0 is black, 1 white. */
const lightness = (page) =>
  page.evaluate(() => {
    const element = document.querySelector('backprop-playground');
    const disc = element.shadowRoot.querySelector('.diagram .node');
    const colours = [
      getComputedStyle(document.documentElement).backgroundColor,
      getComputedStyle(element).backgroundColor,
      getComputedStyle(element).color,
      getComputedStyle(disc).fill,
    ];
    return colours.map((colour) => {
      const parts = colour
        .match(/[\d.]+/g)
        .slice(0, 3)
        .map(Number);
      return Math.round(parts.reduce((sum, part) => sum + part, 0) / 3 / 255);
    });
  });
const [light, dark] = [
  [1, 1, 0, 1],
  [0, 0, 1, 0],
];
/** Answers like a browser of the time before `light-dark()`. */
const withoutLightDark = () => {
  const { supports } = CSS;
  CSS.supports = (...question) => !question.join().includes('light-dark') && supports.apply(CSS, question);
  // Such a browser ignores a value with an unknown function.
  const { replaceSync } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.replaceSync = function (text) {
    return replaceSync.call(this, text.replaceAll('light-dark(', 'unknown('));
  };
};

for (const [what, init] of [
  ['with', undefined],
  ['without', withoutLightDark],
]) {
  test(`a browser ${what} light-dark() shows page and element in the colours of the system, or in those chosen`, async () => {
    for (const [colorScheme, own, other, chosen] of [
      ['light', light, dark, 'dark'],
      ['dark', dark, light, 'light'],
    ]) {
      const { page } = await openSite('', { waitForElement: false, colorScheme, init });
      await page.goto(new URL('site/', page.url()).href);
      await ready(page);
      const shades = [await lightness(page)];
      for (const theme of [chosen, 'auto']) {
        await page.evaluate((name) => (document.querySelector('backprop-playground').theme = name), theme);
        await settled(page);
        shades.push(await lightness(page));
      }
      assert.deepEqual(shades, [own, other, own], colorScheme);
    }
  });
}

test('without light-dark() the exported picture is on light paper too', async () => {
  const { page } = await openSite('', { waitForElement: false, init: withoutLightDark });
  await page.goto(`${new URL('site/', page.url()).href}#scenario=mazur`);
  await ready(page);
  const picture = async (theme) => {
    await page.evaluate((name) => (document.querySelector('backprop-playground').theme = name), theme);
    await find(page, '[aria-label="Embed and export"]').click();
    await find(page, '.take-what select').selectOption('svg');
    const source = decodeURIComponent(await find(page, '.take-picture').getAttribute('src'));
    await press(page, 'Escape');
    return source;
  };
  const onLight = await picture('light');
  assert.match(onLight, /fill="rgb\(/);
  assert.equal(await picture('dark'), onLight);
});
