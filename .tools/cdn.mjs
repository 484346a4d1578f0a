/**
 * The lines that load the elements from a content delivery network of npm packages: of this version, each script with its digest
 * (subresource integrity). The scripts that others import have theirs in an import map.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const entries = ['backprop-playground', 'pieces', 'auto'];
const digestOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Writes `cdn.html` into the folder of the built scripts. */
export function writeCdn(folder, { name, version }) {
  const host = `https://cdn.jsdelivr.net/npm/${name}@${version}/dist/`;
  const scripts = ['core.js', ...entries.map((entry) => `${entry}.js`)];
  const chunks = readdirSync(join(folder, 'chunks')).sort();
  const files = [...scripts, ...chunks.map((file) => `chunks/${file}`)];
  const digests = new Map(files.map((file) => [file, digestOf(readFileSync(join(folder, file)))]));
  const integrity = Object.fromEntries(files.map((file) => [host + file, digests.get(file)]));
  const lines = entries.map(
    (entry) =>
      `<script type="module" src="${host}${entry}.js" integrity="${digests.get(`${entry}.js`)}" crossorigin="anonymous"></script>`,
  );
  const text = `<!-- ${name} ${version}: the map, and after it the line of what the page needs. -->
<script type="importmap">
${JSON.stringify({ integrity }, null, 1)}
</script>
<!-- every element -->
${lines[0]}
<!-- the pieces of an article, without the workbench
${lines[1]}
-->
<!-- code blocks that become figures
${lines[2]}
-->
`;
  writeFileSync(join(folder, 'cdn.html'), text);
}
