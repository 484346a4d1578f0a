/** The tools end what they have started. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { root } from '../../.tools/shell.mjs';

/** Whether a process is there, and not only its entry that nobody has read yet. */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !(existsSync(stat) && /\) Z/.test(readFileSync(stat, 'utf8')));
}

test('a process that a command has left behind does not outlive the tool', { timeout: 60_000 }, async (t) => {
  const leaves = `const { pid } = require('node:child_process').spawn('sleep', ['300'], { stdio: 'ignore' });
    console.log('left', pid);
    process.exit();`;
  const tool = `import { runCaptured } from './.tools/shell.mjs';
    await runCaptured(process.execPath, ['-e', ${JSON.stringify(leaves)}]);
    process.exit();`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', tool], { cwd: root, encoding: 'utf8' });
  const pid = Number(/^left (\d+)$/m.exec(stdout)?.[1]);
  assert.ok(pid > 0, stdout);
  t.after(() => isRunning(pid) && process.kill(pid));
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
});
