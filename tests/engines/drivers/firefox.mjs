/** Firefox by WebDriver BiDi, which it speaks by itself. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import WebSocket from 'ws';
import { findFirefox } from '../../../.tools/browsers.mjs';
import { keyPress, mouseDrag } from './actions.mjs';
import { watchScript } from './watch.mjs';

const preferences = {
  'intl.accept_languages': 'en',
  'ui.prefersReducedMotion': 1,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
};

export async function startFirefox() {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'];
  const browser = spawn(findFirefox(), args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: profile },
  });
  process.once('exit', () => browser.kill());
  const { send, socket } = await connect(await listeningAt(browser));

  await send('session.new', { capabilities: {} });
  // In the first tab the address bar has the focus.
  const { context } = await send('browsingContext.create', { type: 'tab' });
  await send('script.addPreloadScript', { functionDeclaration: `() => { ${watchScript} }` });
  const perform = (actions) => send('input.performActions', { context, actions });
  return {
    run: async (expression) => {
      const target = { context };
      const json = `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`;
      const answer = await send('script.evaluate', { expression: json, target, awaitPromise: true });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
      return JSON.parse(answer.result.value);
    },
    open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => send('browsingContext.reload', { context, wait: 'complete' }),
    resize: (width, height) => send('browsingContext.setViewport', { context, viewport: { width, height } }),
    press: (chord) => perform(keyPress(chord)),
    drag: (points) => perform(mouseDrag(points)),
    screenshot: async () => Buffer.from((await send('browsingContext.captureScreenshot', { context })).data, 'base64'),
    close: async () => {
      const gone = once(browser, 'exit');
      await send('browser.close', {}).catch(() => browser.kill());
      socket.close();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The address that the browser prints once it listens. */
function listeningAt(browser) {
  let printed = '';
  return new Promise((found, failed) => {
    browser.on('error', failed);
    browser.on('exit', (status) => failed(new Error(`Firefox ended with ${status}: ${printed}`)));
    browser.stderr.setEncoding('utf8').on('data', (text) => {
      printed += text;
      const [, url] = /WebDriver BiDi listening on (ws:\S+)/.exec(printed) ?? [];
      if (url) found(`${url}/session`);
    });
  });
}

async function connect(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  const waiting = new Map();
  let last = 0;
  socket.on('message', (text) => {
    const { type, id, result, error, message } = JSON.parse(text);
    const call = waiting.get(id);
    waiting.delete(id);
    if (type === 'success') call?.done(result);
    else if (type === 'error') call?.failed(new Error(`${error}: ${message}`));
  });
  socket.on('close', () => waiting.forEach(({ failed }) => failed(new Error('Firefox is gone'))));
  const send = (method, params) =>
    new Promise((done, failed) => {
      waiting.set(++last, { done, failed });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return { send, socket };
}
