/**
 * A page that a server writes: Vue's server renderer, built by Vite for the server and for the browser, which takes over what
 * the server wrote. Both import the package in the same way.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import { install } from './installed.mjs';
import { article, assertArticle, browse, gradientOfW3, html, neuron, small } from './pages.mjs';

const { folder } = install({ beside: ['vue'] });
const { open } = browse(folder);

const files = {
  'App.vue': `
    <script setup>
      import { ref } from 'vue';
      import 'backprop-playground';
      const network = ${JSON.stringify(small(neuron))};
      const parameter = ref('w1');
      const seen = ref('');
      const see = ({ detail }) => (seen.value = detail.id ?? '');
    </script>
    <template>
      ${article.replace('…', gradientOfW3).replace('parameter="w3"', ':parameter="parameter"').replace('<backprop-playground', '<backprop-playground @parameterselect="see"')}
      <p>Here it is <backprop-value of="dw.1.0.0" session="own" :document.prop="network">…</backprop-value>.</p>
      <button @click="parameter = 'w3'">w3</button> <output>{{ seen }}</output>
    </template>`,
  'client.js': "import { createSSRApp } from 'vue'; import App from './App.vue'; createSSRApp(App).mount('#app');",
  'server.js': `
    import { createSSRApp } from 'vue'; import { renderToString } from 'vue/server-renderer'; import App from './App.vue';
    console.log(await renderToString(createSSRApp(App)));`,
};

const settings = {
  root: folder,
  configFile: false,
  logLevel: 'silent',
  base: './',
  define: { __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('backprop-') } } })],
};

test('Vue writes the elements on a server, with the words inside, and they come alive in the browser', async () => {
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  await build({ ...settings, build: { ssr: 'server.js', outDir: 'server' } });
  const written = execFileSync(process.execPath, ['server/server.js'], { cwd: folder, encoding: 'utf8' });
  assert.ok(written.includes(`<backprop-value of="dw.2.0.0">${gradientOfW3}</backprop-value>`), written);

  writeFileSync(join(folder, 'index.html'), html('./client.js', `<div id="app">${written}</div>`));
  await build({ ...settings, build: { outDir: 'client' } });
  const { page, complaints } = await open('client/index.html');
  await page.getByRole('button', { name: 'w3', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('output').textContent === 'w.2.0.0');
  assert.equal(await page.locator('[session="own"] .value').innerText(), '−0.5379');
  await assertArticle({ page, complaints });
});
