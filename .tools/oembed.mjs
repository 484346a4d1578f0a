/**
 * oEmbed (https://oembed.com) for a site whose address is known: who pastes the address of a page into WordPress, Ghost or a forum
 * gets the page in a frame.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Each page with the one that stands in the frame. */
const pages = {
  'index.html': 'embed.html',
  'embed.html': 'embed.html',
  'tutorial/en.html': 'tutorial/en.html',
  'tutorial/zh-CN.html': 'tutorial/zh-CN.html',
};
const width = 960;
const height = 760;

/** Writes an answer for each page into the folder of the built site, and its address into the page. */
export function writeOembed(folder, address) {
  const site = new URL(address.endsWith('/') ? address : `${address}/`);
  mkdirSync(join(folder, 'oembed'), { recursive: true });
  for (const [page, framed] of Object.entries(pages)) {
    const html = readFileSync(join(folder, page), 'utf8');
    const [, title] = /<title>(.*?)<\/title>/s.exec(html);
    const src = new URL(framed, site).href;
    const answer = {
      version: '1.0',
      type: 'rich',
      provider_name: 'Backprop Playground',
      provider_url: site.href,
      title,
      width,
      height,
      html: `<iframe src="${src}" title="${title}" width="${width}" height="${height}" style="max-width: 100%; border: 0" loading="lazy"></iframe>`,
    };
    const file = `oembed/${basename(page, '.html')}.json`;
    writeFileSync(join(folder, file), `${JSON.stringify(answer, null, 2)}\n`);
    const link = `<link rel="alternate" type="application/json+oembed" href="${new URL(file, site).href}" title="${title}" />`;
    writeFileSync(join(folder, page), html.replace('</title>', `</title>${link}`));
  }
}
