/** Functions that run within the page. Each driver sends them as text, so they name nothing but one another. */

const element = () => document.querySelector('backprop-playground');

/** All parts that fit, also in shadow trees within the element's own or, in an article, those of its pieces, in the order of the page. */
function findAll(selector, start = element()?.shadowRoot ?? document) {
  return [...start.querySelectorAll('*')].flatMap((part) => [
    ...(part.matches(selector) ? [part] : []),
    ...(part.shadowRoot ? findAll(selector, part.shadowRoot) : []),
  ]);
}

const find = (selector, nth = 0) =>
  findAll(selector)
    .filter((part) => part.checkVisibility())
    .at(nth);

/** Until everything asked for is drawn, with its fonts. */
async function settle() {
  if (document.querySelector('backprop-value')) return settleArticle();
  if (document.querySelector('backprop-lab')) return settleLab();
  await customElements.whenDefined('backprop-playground');
  await element().ready;
  while (!(await element().updateComplete));
  await document.fonts.ready;
  // The slider for η comes after the opening.
  await until(() => !find('.rate') || find('.rate .knob'));
}

async function settleArticle() {
  await until(() => !document.querySelector('.bar').hidden);
  const pieces = [...document.querySelectorAll('*')].filter(({ localName }) => /^backprop-/.test(localName));
  await until(() => pieces.every(({ shared }) => shared));
  for (const piece of pieces) while (!(await piece.updateComplete));
  await until(() => !findAll('backprop-formula').some(({ shadowRoot }) => shadowRoot.querySelector('.waiting')));
}

/** The lab with the picture of what it was last asked for. */
async function settleLab() {
  const lab = document.querySelector('backprop-lab');
  await until(() => lab.run?.shown);
  while (!(await lab.updateComplete));
  const inside = find('backprop-playground');
  if (!inside) return;
  await inside.ready;
  while (!(await inside.updateComplete));
}

/** The lab's numbers with all their digits, and what it says of its pictures. */
function labScreen() {
  const { snapshot, training, test, outputs, data } = document.querySelector('backprop-lab').run.shown;
  return {
    points: data.points,
    parameters: [...snapshot.parameters],
    losses: [...snapshot.losses],
    outputs: [...outputs],
    scores: [training, test],
    picture: find('svg.points').getAttribute('aria-label'),
    curves: find('.loss-plot figcaption')?.textContent.replace(/\s+/g, ' '),
  };
}

/** Each number, word and formula of an article, as it is shown. */
function article() {
  const shown = (part) => !part.closest('[hidden]');
  const read = (part, selector) =>
    part.shadowRoot.querySelector(selector)?.textContent.trim() ?? part.textContent.trim();
  const all = (tag, selector) =>
    [...document.querySelectorAll(tag)]
      .filter(shown)
      .map((part) => `${part.getAttribute('of')} ${read(part, selector).replace(/\s+/g, '')}`);
  return {
    numbers: all('backprop-value', '.value'),
    formulas: all('backprop-formula', '.formula'),
    sentences: [...document.querySelectorAll('backprop-when')].map((part) => shown(part)),
  };
}

/** Asks again until the answer is not empty; a browser under load takes its time. */
async function until(condition, ...args) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const answer = await condition(...args);
    if (answer) return answer;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`never came: ${condition.name || condition} ${JSON.stringify(args)}`);
}

async function frames(count) {
  while (count-- > 0) await new Promise((drawn) => requestAnimationFrame(drawn));
}

/**
 * Each number on the screen with all its digits, and each text in the order of the page: without tips, which depend on
 * where the mouse is, without announcements, which come a moment later, and without the picture's texts, which are
 * written as far as there is room beside the scroll bar.
 */
function screen() {
  const texts = (node) =>
    node.nodeType === Node.TEXT_NODE
      ? [node.data.replace(/\s+/g, ' ').trim()]
      : node.matches?.('style, svg, .announced, [role="tooltip"]')
        ? []
        : [...(node.shadowRoot ?? node).childNodes].flatMap(texts);
  const numbers = findAll('[data-value]:not(svg text, .edge-label)').map(
    ({ dataset: { id = '', value } }) => `${id} ${value}`,
  );
  return { numbers: [...new Set(numbers)].sort(), texts: texts(element()).filter(Boolean) };
}

/** Where the mouse hits a part: the point nearest to its middle that nothing stands over; null while it may move. */
async function pointOf(selector, nth) {
  const part = find(selector, nth);
  if (!part) return null;
  part.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const { x, y, width, height } = part.getBoundingClientRect();
  await frames(2);
  const now = part.getBoundingClientRect();
  if (now.x !== x || now.y !== y || document.fonts.status !== 'loaded') return null;
  const hit = (x, y) => {
    let at = document.elementFromPoint(x, y);
    for (let inner = at; inner && (at = inner).shadowRoot;)
      if ((inner = at.shadowRoot.elementFromPoint(x, y)) === at) break;
    return part.contains(at) || at?.getRootNode().host === part || at?.closest('label')?.control === part;
  };
  const shares = [...Array(19).keys()].map((i) => (i - 9) / 20);
  return (
    shares
      .flatMap((across) => shares.map((down) => [across, down]))
      .sort((one, other) => Math.hypot(...one) - Math.hypot(...other))
      .map(([across, down]) => [x + width * (0.5 + across), y + height * (0.5 + down)])
      .find(([x, y]) => hit(x, y)) ?? null
  );
}

/** What a reader would see as broken. */
function layoutFaults() {
  const page = document.documentElement;
  const parts = findAll('*').filter((part) => part.checkVisibility());
  const nameOf = (part) =>
    `${part.localName}.${part.getAttribute('class') ?? ''} ${part.textContent.trim().slice(0, 20)}`;
  const clipped = (part) => {
    for (let around = part.parentElement; around; around = around.parentElement)
      if (getComputedStyle(around).overflowX !== 'visible') return true;
    return false;
  };
  const scrolls = (part) => /auto|scroll/.test(getComputedStyle(part).overflowX);
  const list = (fault, some) => some.map((part) => `${fault}: ${nameOf(part)}`);
  return [
    ...(page.scrollWidth > page.clientWidth
      ? [`the page scrolls sideways by ${page.scrollWidth - page.clientWidth}`]
      : []),
    ...list('a formula is not set', findAll('.katex-error')),
    ...list(
      'outside of the window',
      parts.filter(
        (part) =>
          part.matches('button, select, input, h2, p') &&
          part.getBoundingClientRect().right > innerWidth + 1 &&
          !clipped(part),
      ),
    ),
    ...list(
      'a scroll bar for a formula that fits',
      parts.filter((part) => {
        const by = part.scrollWidth - part.clientWidth;
        const formulas = [...part.querySelectorAll('.katex-base')];
        const end = part.getBoundingClientRect().right;
        return by > 0 && by <= 2 && scrolls(part) && formulas.every((one) => one.getBoundingClientRect().right <= end);
      }),
    ),
    ...[...document.fonts].filter(({ status }) => status === 'error').map(({ family }) => `no font ${family}`),
  ];
}

/** All of these as text, before a function that names them. */
export const prelude = [
  element,
  findAll,
  find,
  settle,
  settleArticle,
  settleLab,
  labScreen,
  article,
  until,
  frames,
  screen,
  pointOf,
  layoutFaults,
]
  .map((part) => (/^(async )?function/.test(String(part)) ? String(part) : `const ${part.name} = ${part};`))
  .join('\n');
