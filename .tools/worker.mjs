/** The site's service worker, with the files that it is to store, each with its digest. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './shell.mjs';

/** Writes `worker.js` into the folder of the built site. */
export async function writeWorker(folder) {
  // They may only have been installed by now.
  const { minifySync, transformWithOxc } = await import('vite');
  const files = readdirSync(folder, { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(
      (file) => statSync(join(folder, file)).isFile() && !/^(embed\.html$|worker\.js$|(oembed|elements)\/)/.test(file),
    )
    .sort();
  const digests = files.map((file) => [file, digestOf(readFileSync(join(folder, file)))]);
  const source = resolve(root, 'web/offline/worker.ts');
  const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source, { sourcemap: false });
  const list = `const FILES=${JSON.stringify(digests)};`;
  const version = createHash('sha256').update(list).update(code).digest('base64url').slice(0, 12);
  const text = minifySync('worker.js', `${list}const VERSION="${version}";${code}`, { module: false }).code;
  writeFileSync(join(folder, 'worker.js'), text);
  return true;
}

const digestOf = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
