/** WebKitGTK by WebDriver, on a screen of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPythonWithWebkit } from '../../../.tools/browsers.mjs';
import { keyPress, mouseDrag } from './actions.mjs';
import { watchScript } from './watch.mjs';

const view = resolve(import.meta.dirname, 'webview.py');

export async function startWebkit() {
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  const script = join(home, 'before.js');
  writeFileSync(script, watchScript);
  const { screen, display } = await startScreen();
  const folders = { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...folders,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      LANG: 'C.UTF-8',
      LANGUAGE: 'en',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      // Its sandbox does not start for root or within a container; the page is ours.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
  });
  process.once('exit', () => [driver, screen].forEach((child) => child.kill()));
  const call = caller(`http://127.0.0.1:${port}`);
  await listening(call, driver);
  const options = { binary: findPythonWithWebkit(), args: ['-u', view, script] };
  const { sessionId } = await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const session = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
  await session('POST', '/timeouts', { script: 120_000, pageLoad: 120_000 });
  const run = async (expression) => {
    const done = 'const done = arguments[arguments.length - 1];';
    const told = `(value) => done({ json: JSON.stringify(value ?? null) }), (error) => done({ error: String(error) })`;
    const answer = await session('POST', '/execute/async', {
      script: `${done} Promise.resolve().then(() => ${expression}).then(${told});`,
      args: [],
    });
    if (answer.error) throw new Error(answer.error);
    return JSON.parse(answer.json);
  };
  const perform = (actions) => session('POST', '/actions', { actions });
  return {
    run,
    open: (url) => session('POST', '/url', { url }),
    reload: () => session('POST', '/refresh'),
    resize: async (width, height) => {
      await session('POST', '/window/rect', { width, height });
      const [inner, outer] = await run('[[innerWidth, innerHeight], [outerWidth, outerHeight]]');
      const more = { width: width + outer[0] - inner[0], height: height + outer[1] - inner[1] };
      if (inner[0] !== width || inner[1] !== height) await session('POST', '/window/rect', more);
    },
    press: (chord) => perform(keyPress(chord)),
    drag: (points) => perform(mouseDrag(points)),
    screenshot: async () => Buffer.from(await session('GET', '/screenshot'), 'base64'),
    close: async () => {
      await session('DELETE', '').catch(() => {});
      for (const child of [driver, screen]) {
        const gone = once(child, 'exit');
        child.kill();
        await gone;
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** An X server without a monitor, which says on which free display it is. */
async function startScreen() {
  const args = ['-displayfd', '3', '-screen', '0', '1700x1300x24', '-nolisten', 'tcp'];
  const screen = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(screen.stdio[3].setEncoding('utf8'), 'data');
  return { screen, display: `:${number.trim()}` };
}

function freePort() {
  const server = createServer();
  return new Promise((found, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

const caller = (base) => async (method, path, body) => {
  const response = await fetch(`${base}${path}`, {
    method,
    body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    headers: { 'content-type': 'application/json' },
  });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
};

async function listening(call, driver) {
  while (driver.exitCode === null) {
    try {
      return await call('GET', '/status');
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`WebKitWebDriver ended with ${driver.exitCode}`);
}
