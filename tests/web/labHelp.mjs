/** What the tests of the lab's page share. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openPage } from './help.mjs';

/** The lab with its first picture, in motion: it draws while it trains. */
export async function openLab({ language = 'en', ...options } = {}) {
  const opened = await openPage(`lab/index.html#lang=${language}`, { reducedMotion: 'no-preference', ...options });
  await opened.page.locator('.figures').waitFor();
  return opened;
}

/** Waits until the lab's run is so; the condition is read within the page. */
export async function untilRun(page, condition) {
  const end = Date.now() + 60_000;
  while (!(await page.evaluate(`(${condition})(document.querySelector('backprop-lab').run)`))) {
    assert.ok(Date.now() < end, `${condition} never came`);
    await page.waitForTimeout(20);
  }
}

/** So many epochs, one after the other. */
export const train = (page, epochs) =>
  page.evaluate(async (count) => {
    const { run } = document.querySelector('backprop-lab');
    for (let epoch = 0; epoch < count; epoch++) await run.advance('epoch');
  }, epochs);

export const change = (page, part) =>
  page.evaluate((given) => document.querySelector('backprop-lab').run.change(given), part);

/** The file that a press of that button saves. */
export async function save(page, pressed) {
  const [download] = await Promise.all([page.waitForEvent('download'), pressed.click()]);
  return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

export const choose = (page, name, value) => page.locator(`select[name=${name}]`).selectOption(String(value));
export const button = (page, name) => page.getByRole('button', { name, exact: true });
