/** The site as it would be served: what those read who are given the address of one of its pages. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { writeOembed } from '../../.tools/oembed.mjs';
import { root } from './installed.mjs';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
after(() => rmSync(folder, { recursive: true }));
const site = resolve(root, 'dist/site');
const pages = ['index.html', 'embed.html', 'tutorial/en.html', 'tutorial/zh-CN.html'];
for (const page of pages) {
  // Where it was built with an address, it has such links already.
  const text = readFileSync(join(site, page), 'utf8').replace(/<link rel="alternate" type="application\/json.*?>/, '');
  mkdirSync(dirname(join(folder, page)), { recursive: true });
  writeFileSync(join(folder, page), text);
}

test('a site that knows its address tells by oEmbed, for each of its pages, which frame shows it', () => {
  const linkOf = (page) =>
    /<link rel="alternate" type="application\/json\+oembed" href="(.*?)" title="(.*?)" \/>/.exec(
      readFileSync(join(folder, page), 'utf8'),
    );
  writeOembed(folder, 'https://example.org/learn');
  for (const page of pages) {
    const [, href, title] = linkOf(page);
    assert.ok(href.startsWith('https://example.org/learn/'), href);
    const answer = JSON.parse(readFileSync(join(folder, href.slice('https://example.org/learn/'.length)), 'utf8'));
    // What https://oembed.com asks for of a rich answer.
    assert.deepEqual([answer.version, answer.type, answer.title], ['1.0', 'rich', title]);
    assert.ok(Number.isInteger(answer.width) && Number.isInteger(answer.height), page);
    const [, src, name] = /^<iframe src="(.*?)" title="(.*?)"/.exec(answer.html);
    const framed = { 'index.html': 'embed.html' }[page] ?? page;
    assert.deepEqual([src, name], [`https://example.org/learn/${framed}`, title]);
  }
});
