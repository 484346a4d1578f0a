/** The article taken away: as Markdown with its pictures, as one HTML file, or on paper. Fetched when a reader asks for it. */
import { strToU8, zipSync } from 'fflate';
import { downloadBlob } from '../kit/clipboard';
import { pngOf } from '../kit/raster';
import { languageOf } from '../work/choices';
import { copyArticle, type Copy } from './copy';
import { markdownOf } from './markdown';
import { paperOf } from './paper';
import { takeTexts } from './takeTexts';

const NAME = 'backprop';
const words = takeTexts[languageOf(document.documentElement.lang)];

const styles = `
  .take { width: min(38rem, 96vw); padding: 20px 24px; border: 1px solid var(--line); background: var(--paper); color: inherit;
    font-size: 16px; line-height: 1.5; }
  .take::backdrop { background: rgb(0 0 0 / 40%); }
  .take :is(h2, h3, p) { margin: 0 0 6px; }
  .take h2 { font-size: 22px; }
  .take h3 { font-size: 17px; }
  .take .ways { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 18px 20px; margin-block: 16px; }
  .take .bar { display: contents; }
  @media (max-width: 480px) { .take .ways { grid-template-columns: 1fr; justify-items: start; row-gap: 10px; } }
  .take [role=status] { min-height: 1.5em; }
  .paper { position: fixed; inset-block-start: -9999px; width: 800px; }`;

type Way = 'markdown' | 'page' | 'print';

const ways: Record<Way, (copy: Copy) => unknown> = {
  markdown: async (copy) => downloadBlob(new Blob([await zipOf(copy)], { type: 'application/zip' }), `${NAME}.zip`),
  page: (copy) => downloadBlob(new Blob([paperOf(copy, words.note)], { type: 'text/html' }), `${NAME}.html`),
  print: (copy) => print(paperOf(copy, words.note)),
};

/** The text once for each kind of picture, so that nobody has to change the names in it. */
async function zipOf(copy: Copy): Promise<Uint8Array<ArrayBuffer>> {
  const files: Record<string, Uint8Array> = {};
  for (const kind of ['svg', 'png'])
    files[`${NAME}-${kind}.md`] = strToU8(markdownOf(copy, words.note, (name) => `${kind}/${name}.${kind}`));
  for (const { name, svg } of copy.pictures) {
    files[`svg/${name}.svg`] = strToU8(svg);
    const { blob } = await pngOf(svg, 2);
    files[`png/${name}.png`] = new Uint8Array(await blob.arrayBuffer());
  }
  return zipSync(files, { level: 6 }) as Uint8Array<ArrayBuffer>;
}

/** Prints a page that is in a frame out of sight; it stays there until the next one, as printing may take its time. */
async function print(page: string): Promise<void> {
  document.querySelector('iframe.paper')?.remove();
  const frame = document.createElement('iframe');
  frame.className = 'paper';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  frame.srcdoc = page;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  await Promise.all([...frame.contentDocument!.images].map((image) => image.decode()));
  frame.contentWindow!.print();
}

/** `address`: of the page with its network as it is now. */
export function openTake(address: () => Promise<string>): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog.take') ?? create(address);
  dialog.querySelector('[role=status]')!.textContent = '';
  dialog.showModal();
}

function create(address: () => Promise<string>): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'take';
  dialog.setAttribute('aria-labelledby', 'take-title');
  const rows = (Object.keys(ways) as Way[]).map(
    (way) =>
      `<div><h3>${words[way]}</h3><p id="take-${way}">${words[`${way}Why`]}</p></div>
      <button type="button" data-way="${way}" aria-describedby="take-${way}">${words[`${way}Get`]}</button>`,
  );
  dialog.innerHTML = `<style>${styles}</style><h2 id="take-title">${words.title}</h2><p>${words.lead}</p>
    <div class="bar"><div class="ways">${rows.join('')}</div>
    <p role="status"></p><button type="button" data-way="">${words.close}</button></div>`;
  const status = dialog.querySelector('[role=status]')!;
  const go = async (way: Way) => {
    status.textContent = words.working;
    try {
      await ways[way](await copyArticle(await address()));
      status.textContent = '';
    } catch {
      status.textContent = words.failed;
    }
  };
  dialog.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-way]');
    if (button?.dataset.way) void go(button.dataset.way as Way);
    else if (button || target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}
