/** The few things every tool does: find a command, run one, stop with a sentence. Plain Node, no dependency. */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

/** Exit code 2: the machine lacks something. Exit code 1: the work itself failed. */
export function stop(sentence, code = 1) {
  console.error(sentence);
  process.exit(code);
}

/** The path of a command, or undefined. */
export function which(command, path = process.env.PATH ?? '') {
  return path
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const exists = (...paths) => paths.some((path) => existsSync(resolve(root, path)));

/** Runs a command in the project's folder with its output on ours; true where it succeeded. */
export function run(command, args, { env, cwd = root } = {}) {
  console.log(announcement(command, args));
  const { status, error } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
  if (error) console.error(error.message);
  return status === 0;
}

/** What runs now, each the leader of a process group: nothing that it started outlives it. */
let running;

function endWithUs(child) {
  if (!running) {
    running = new Set();
    process.on('exit', () => running.forEach(({ pid }) => endGroup(pid)));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
  }
  running.add(child);
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

/**
 * Runs a command like `run` and returns what it printed, and where `show` is false shows nothing of it. After `minutes` it is
 * ended, which is a failure; a process that it left behind is ended with it. `gently`: it is not ended with us, as an
 * installation must not be, but hears of Ctrl+C itself.
 */
export function runCaptured(command, args, { env, cwd = root, show = true, minutes = 30, gently = false } = {}) {
  return new Promise((done) => {
    let output = '';
    const tee = (stream) => (text) => {
      output += text;
      if (show) stream.write(text);
    };
    tee(process.stdout)(`${announcement(command, args)}\n`);
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio, detached: !gently });
    if (!gently) endWithUs(child);
    const limit = setTimeout(() => {
      tee(process.stdout)(`\nnot run: ended after ${minutes} minutes\n`);
      endGroup(child.pid);
    }, minutes * 60_000);
    child.stdout.setEncoding('utf8').on('data', tee(process.stdout));
    child.stderr.setEncoding('utf8').on('data', tee(process.stderr));
    child.on('error', (error) => done({ ok: false, output: error.message }));
    // What still holds its output would keep `close` from coming.
    let leftBehind;
    child.on('exit', () => (leftBehind = setTimeout(() => endGroup(child.pid), 1000)));
    child.on('close', (status) => {
      clearTimeout(limit);
      clearTimeout(leftBehind);
      endGroup(child.pid);
      running?.delete(child);
      done({ ok: status === 0, output });
    });
  });
}

function announcement(command, args) {
  const line = [command === process.execPath ? 'node' : command, ...args].join(' ');
  return `> ${line.length > 160 ? `${line.slice(0, 160)} …` : line}`;
}

/** The output of a command, or undefined where it fails. */
export function read(command, args, env) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } });
  return status === 0 ? stdout.trim() : undefined;
}
