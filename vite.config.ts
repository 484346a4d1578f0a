import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, minifySync, runnerImport, transformWithOxc, type Plugin, type UserConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

const at = (path: string) => resolve(import.meta.dirname, path);
const pagesIn = (folder: string) =>
  readdirSync(at(folder))
    .filter((file) => file.endsWith('.html'))
    .map((file) => at(`${folder}/${file}`));

/**
 * Names for the compiled module in the sources:
 *   '#backprop-module'  Emscripten's loader, typed in wasm/module.d.ts
 *   '#backprop-wasm'    the address of backprop.wasm: a file beside the script, or a data: URL in the single file
 *   '#lab-module', '#lab-wasm'  those of the lab's own module
 *   '#lab-worker'       the address of its worker's script
 */
const wasm = at('build/wasm/backprop.wasm');
const compiledModule = {
  '#backprop-module': at('build/wasm/backprop.mjs'),
  '#backprop-wasm': `${wasm}?url`,
  '#lab-module': at('build/wasm/lab.mjs'),
  '#lab-wasm': `${at('build/wasm/lab.wasm')}?url`,
  '#lab-worker': `${at('wasm/worker.ts')}?worker&url`,
};

/** In the single file the module is packed before it is written as text: text compresses much worse than bytes. */
const packedWasm: Plugin = {
  name: 'packed-wasm',
  enforce: 'pre',
  load: (id) =>
    id === `${wasm}?url`
      ? `export default 'data:application/gzip;base64,${gzipSync(readFileSync(wasm), { level: 9 }).toString('base64')}'`
      : null,
};

/**
 * The loader is always given `wasmBinary`; left in, its own address for it would be bundled a second time. Embind registers
 * wide strings, which no call of ours takes or gives: what converts them is left out.
 */
const leanLoader: Plugin = {
  name: 'lean-loader',
  enforce: 'pre',
  transform: (code, id) =>
    /^(backprop|lab)\.mjs$/.test(basename(id))
      ? code
          .replaceAll('import.meta.url', '"file:///"')
          .replace(/:\s*_+embind_register_std_wstring(?=[,}])/g, ':()=>{}')
      : null,
};

/**
 * KaTeX's rules that a formula of ours needs. A browser ignores @font-face inside a shadow root (web/kit/fonts.ts
 * registers the fonts with the document), only 3 of the 11 sizes occur, those of a text and its scripts, and there are
 * no arrows or braces that stretch, no boxes, no numbers of equations and no fonts that are not among ours.
 */
const leanKatexStyles: Plugin = {
  name: 'lean-katex-styles',
  transform: (code, id) =>
    /katex(\.min)?\.css\?raw/.test(id)
      ? code
          .replace(/@font-face\s*\{[^}]*\}/g, '')
          .replace(/[^{}]*\{[^{}]*KaTeX_(SansSerif|Typewriter|AMS|Caligraphic|Fraktur|Script)\b[^}]*\}/g, '')
          .replace(
            /[^{}]*\.(cd-|brace-|halfarrow|f(color)?box|cancel-|angl|reflectbox|(mml-)?eqn-num)[^{}]*\{[^}]*\}/g,
            '',
          )
          .replace(/[^{}"]*\.reset-size(\d+)\.size(\d+)\s*\{[^}]*\}/g, (rule, from, to) =>
            [from, to].every((size) => ['1', '3', '6'].includes(size)) ? rule : '',
          )
      : null,
};

/**
 * A page says what is wrong in the reader's language (web/messages, `faultTexts`), which comes with the first fault: the English
 * sentences are not fetched before, and an error has its key as its message.
 */
const errorKeys = '\0error-keys';
const leanErrors: Plugin = {
  name: 'lean-errors',
  enforce: 'pre',
  resolveId: (id, importer) => (id === './errorTexts' && importer?.endsWith('/wasm/errors.ts') ? errorKeys : null),
  load: (id) => (id === errorKeys ? 'export const errorTexts = new Proxy({}, { get: (_, key) => () => key });' : null),
};

/** The page's styles without the blanks and comments that only a reader of them needs. */
const leanStyles: Plugin = {
  name: 'lean-styles',
  enforce: 'pre',
  transform: (code, id) =>
    /\/web\/(.*\.styles|styles\/\w+)\.ts$/.test(id)
      ? code.replace(/css`[^`]*`/g, (styles) =>
          styles
            .replace(/\/\*.*?\*\/|\s+/gs, ' ')
            .replace(/;? *([{}]) *|([,;]|:(?= \S)(?! ;)) +/g, (_, brace = '', sign = '') => brace + sign),
        )
      : null,
};

/** The measures of glyphs in fonts that are not among ours (web/kit/fonts.ts) are left out of KaTeX's tables. */
const leanKatexMetrics: Plugin = {
  name: 'lean-katex-metrics',
  transform: (code, id) =>
    /katex\.mjs$/.test(id)
      ? code.replace(/(['"])([A-Z]\w+-[A-Z]\w+)\1: \{[^{}]*\}/g, (table, quote, font) =>
          ourFonts.includes(font) ? table : `${quote}${font}${quote}: {}`,
        )
      : null,
};
const ourFonts = ['Main-Regular', 'Math-Italic', 'Size1-Regular', 'Size2-Regular', 'Size3-Regular', 'Size4-Regular'];

/** The indentation of HTML and CSS in the page's templates, where any blank is as good as another. */
const leanTemplates: Plugin = {
  name: 'lean-templates',
  enforce: 'pre',
  transform: (code, id) => (/\/web\/.*\.ts$/.test(id) ? code.replace(/\n[ \t]+/g, '\n') : null),
};

/**
 * Where one file holds every part, nothing is fetched later: a part is imported like any other module, and no module waits
 * in a function of its own until somebody asks for it.
 */
const nothingLater: Plugin = {
  name: 'nothing-later',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/\/web\/.*\.ts$/.test(id)) return null;
    const imports: string[] = [];
    const text = code.replace(/(?<!typeof )\bimport\(('[^']+')\)/g, (_, from) => {
      imports.push(`import * as part${imports.length} from ${from};`);
      return `Promise.resolve(part${imports.length - 1})`;
    });
    return `${imports.join('')}${text}`;
  },
};

/** In the single file there are no pieces whose session its one element could share. */
const withoutPieces: Plugin = {
  name: 'without-pieces',
  enforce: 'pre',
  load: (id) => (id.endsWith('/web/pieces/shared.ts') ? 'export {};' : null),
};

/** In the single file there is no site to store. */
const withoutWorker: Plugin = {
  name: 'without-worker',
  enforce: 'pre',
  load: (id) => (id.endsWith('/web/offline/offline.ts') ? 'export const workOffline = () => {};' : null),
};

/** The site's icon and manifest, in place of the empty icon that the sources name. `site`: its folder, from the page. */
const asSite = (site: string): Plugin => ({
  name: 'as-site',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace(
        '<link rel="icon" href="data:," />',
        `<link rel="icon" href="${site}icon.svg" type="image/svg+xml" /><link rel="apple-touch-icon" href="${site}icon.png" /><link rel="manifest" href="${site}site.webmanifest" />`,
      ),
  },
});

/** The page without the comments and indents of its source. */
const leanPage: Plugin = {
  name: 'lean-page',
  transformIndexHtml: (html) => html.replace(/\n\s*(<!-- .*? -->\n\s*)?/g, '\n'),
};

/** The site says where it has the elements for other pages. */
const sharedElements: Plugin = {
  name: 'shared-elements',
  transformIndexHtml: (html) =>
    html.replace('</title>', '</title><meta name="backprop-elements" content="elements/" />'),
};

/** embed.html is the site's page for a frame, where it owns no address; search engines are to find the site. */
const embedPage: Plugin = {
  name: 'embed-page',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') return;
      const source = String(page.source)
        .replace('<backprop-playground linked', '<backprop-playground')
        .replace(/<link rel="(icon|apple-touch-icon|manifest)".*?>/g, '')
        .replace('</title>', '</title><link rel="icon" href="data:," /><meta name="robots" content="noindex" />');
      this.emitFile({ type: 'asset', fileName: 'embed.html', source });
    },
  },
};

/** In a package imports stay as they are written: the bundler of a page decides what is fetched ahead, not ours. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null),
};

/**
 * Where one file holds every part (the lab is no part of it), KaTeX comes first, then the texts of each language and the styles are kept together, not
 * each beside its part: gzip looks back for repetitions no further than 32 kB.
 */
const kindsTogether: Plugin = {
  name: 'kinds-together',
  enforce: 'pre',
  transform: (code, id) =>
    id.endsWith('/web/element/playground.ts') ? `import 'katex';${importsByKind()}${code}` : null,
};
const importsByKind = () =>
  [...readdirSync(at('web/messages')).filter((name) => !name.endsWith('.ts')), 'styles']
    .flatMap((kind) =>
      readdirSync(at('web'), { recursive: true, encoding: 'utf8' }).filter(
        (file) => !file.startsWith('lab') && (file.startsWith(join('messages', kind)) || file.endsWith(`.${kind}.ts`)),
      ),
    )
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `import '../${file.replaceAll('\\', '/').replace(/\.ts$/, '')}';`)
    .join('');

/**
 * Puts the sentences of web/messages/unloaded.ts and the classic script web/unloaded.ts into index.html: as a file of its
 * own in the site, where a strict CSP forbids scripts inside the page, else inside it.
 */
function unloaded(asFile: boolean): Plugin {
  let words: Record<string, Record<string, string>> = {};
  let code = '';
  let fileName = '';
  return {
    name: 'unloaded',
    async buildStart() {
      words = (await runnerImport<{ unloadedWords: typeof words }>(at('web/messages/unloaded.ts'))).module
        .unloadedWords;
      const source = at('web/unloaded.ts');
      const plain = await transformWithOxc(readFileSync(source, 'utf8'), source, {
        target: 'es2015',
        sourcemap: false,
      });
      code = minifySync('unloaded.js', plain.code, { module: false, compress: { target: 'es2015' } }).code;
      fileName = `assets/unloaded-${createHash('sha256').update(code).digest('base64url').slice(0, 8)}.js`;
      if (asFile) this.emitFile({ type: 'asset', fileName, source: code });
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => ({
        // An element with the attribute lang="{{language}}" is written once in each.
        html: html.replace(/ *<(\w+) lang="\{\{language\}\}".*?<\/\1>\n/gs, (element) =>
          Object.entries(words)
            .map(([language, texts]) => element.replace(/\{\{(\w+)\}\}/g, (_, key) => texts[key] ?? language))
            .join(''),
        ),
        tags: [
          asFile
            ? { tag: 'script', attrs: { src: `./${fileName}` }, injectTo: 'body' }
            : { tag: 'script', children: code, injectTo: 'body' },
        ],
      }),
    },
  };
}

let prerenderer: ReturnType<typeof runnerImport<typeof import('./web/tutorial/prerender')>> | undefined;

/** Pictures of the tutorial, by the names of their files. */
const pictures = new Map<string, string>();

/** The address from the page; a picture that is there already is not written again. */
function placePicture(name: string, svg: string): string {
  const fileName = `${name}-${createHash('sha256').update(svg).digest('base64url').slice(0, 8)}.svg`;
  pictures.set(`tutorial/assets/${fileName}`, svg);
  return `./assets/${fileName}`;
}

/** Fills the pieces of the tutorial's pages, so that they can be read before a script has come, and without any. */
const writtenTutorial: Plugin = {
  name: 'written-tutorial',
  generateBundle() {
    for (const [fileName, source] of pictures) this.emitFile({ type: 'asset', fileName, source });
  },
  transformIndexHtml: {
    order: 'pre',
    async handler(page, { filename }) {
      const [, language] = /[\\/]tutorial[\\/]([\w-]+)\.html$/.exec(filename) ?? [];
      if (!language) return page;
      // No paint waits for another file.
      const styled = page.replace(
        '<link rel="stylesheet" href="./tutorial.css" />',
        `<style>${readFileSync(at('web/tutorial/tutorial.css'), 'utf8')}</style>`,
      );
      if (!page.includes('<backprop-')) return styled;
      const { module } = await (prerenderer ??= runnerImport<typeof import('./web/tutorial/prerender')>(
        at('web/tutorial/prerender.ts'),
        {
          configFile: false,
          logLevel: 'error',
          resolve: { alias: compiledModule },
        },
      ));
      return module.prerender(styled, language as 'en' | 'zh-CN', readFileSync(wasm), placePicture);
    },
  },
};

/** THIRD-PARTY-LICENSES.txt: .tools/licenses.txt, and the licence of each npm package of which something is in a script. */
const licenses: Plugin = {
  name: 'licenses',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
    const packages = modules.flatMap(
      (id) => /node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(id.split('\0').pop()!)?.[0] ?? [],
    );
    const texts = [...new Set(packages)].sort().map((folder) => {
      const { name, license } = JSON.parse(readFileSync(at(`${folder}/package.json`), 'utf8'));
      return `${'-'.repeat(79)}\n${name} (${license}), https://www.npmjs.com/package/${name}\n\n${readFileSync(at(`${folder}/LICENSE`), 'utf8').trim()}\n`;
    });
    const source = [readFileSync(at('.tools/licenses.txt'), 'utf8'), ...texts].join('\n');
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
  },
};

/** The headless API as an entry beside the elements: as the module that they import too, it would bring them all that it has. */
const coreEntry = at('wasm/entry.ts');
const entryOfCore: Plugin = {
  name: 'entry-of-core',
  enforce: 'pre',
  resolveId: (id) => (id === coreEntry ? id : null),
  load: (id) => (id === coreEntry ? readFileSync(at('wasm/index.ts'), 'utf8') : null),
};

/** In a package other files lie in one folder, so that they can be served from another one. */
const besideScripts = '[name][extname]';

/** An ES module `dist/<name>.js`, with what it needs beside it. */
const moduleOf = (entry: string, name: string): UserConfig => ({
  plugins: [plainImports],
  build: {
    outDir: at('dist'),
    emptyOutDir: false,
    rolldownOptions: {
      input: at(entry),
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: `${name}.js`,
        assetFileNames: besideScripts,
        codeSplitting: false,
      },
    },
  },
});

/** The lab's worker as a file of that name. */
const workerAs = (entryFileNames: string): NonNullable<UserConfig['worker']> => ({
  format: 'es',
  plugins: () => [leanLoader],
  rolldownOptions: { output: { entryFileNames } },
});

/** One output a mode: `vite build --mode lab`. Without a mode: the site, also as `vite` for development. */
const outputs: Record<string, (mode: string) => UserConfig> = {
  lab: () => ({ ...moduleOf('wasm/lab/index.ts', 'lab'), worker: workerAs('lab-worker.js') }),
  // What they have in common lies in chunks/: however many of them a page imports, an element is defined once, and there is one core.
  scripts: () => ({
    plugins: [plainImports, entryOfCore, licenses],
    build: {
      outDir: at('dist'),
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input: {
          core: coreEntry,
          'backprop-playground': at('web/element/index.ts'),
          pieces: at('web/pieces/index.ts'),
          auto: at('web/auto/index.ts'),
        },
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          assetFileNames: besideScripts,
          // Else what any three parts have in common is a file of its own, some fifty of them.
          codeSplitting: {
            groups: [
              { name: 'imports', test: /preload-helper/ },
              { name: 'katex', test: /katex\.(mjs|min\.css)/ },
              // Node has this one too, without any element.
              { name: 'core', test: /[\\/]wasm[\\/](?!entry|export[\\/](?!latex\.ts))/, minShareCount: 3 },
              { name: 'common', test: /[\\/]web[\\/]|[\\/]node_modules[\\/](@?lit|d3)/, minShareCount: 3 },
            ],
          },
        },
      },
    },
  }),
  server: () => moduleOf('web/server.ts', 'server'),
  site: (mode) => ({
    root: at('web'),
    plugins: [
      leanErrors,
      unloaded(mode === 'site'),
      asSite('./'),
      ...(mode === 'site' ? [leanPage, sharedElements] : []),
      embedPage,
    ],
    build: {
      outDir: at('dist/site'),
      emptyOutDir: true,
      rolldownOptions: {
        input: pagesIn('web'),
        // Scripts of their own: running all at once is a long task. KaTeX with its styles comes after the opening.
        output: {
          codeSplitting: {
            groups: [
              { name: 'lit', test: /node_modules[\\/](lit|@lit)/ },
              { name: 'katex', test: /katex\.(mjs|min\.css)/ },
              { name: 'first', tags: ['$initial'] },
            ],
          },
        },
      },
    },
  }),
  // Beside the site, with scripts of its own: the workbench's are cut for its opening. The core and the fonts are the same files.
  tutorial: () => ({
    root: at('web'),
    plugins: [leanErrors, writtenTutorial, asSite('../')],
    build: {
      outDir: at('dist/site'),
      emptyOutDir: false,
      rolldownOptions: {
        input: pagesIn('web/tutorial'),
        output: {
          entryFileNames: 'tutorial/assets/[name]-[hash].js',
          chunkFileNames: 'tutorial/assets/[name]-[hash].js',
          // In one script what the first figure needs is fetched at once, and is a tenth smaller than in forty.
          codeSplitting: {
            groups: [{ name: 'alive', tags: ['$initial'], test: /^(?!.*tutorial[\\/](index|language))/ }],
          },
        },
      },
    },
  }),
  // Beside the site too, with a worker of its own.
  'lab-page': () => ({
    root: at('web'),
    plugins: [asSite('../')],
    worker: workerAs('lab/assets/[name]-[hash].js'),
    build: {
      outDir: at('dist/site'),
      emptyOutDir: false,
      rolldownOptions: {
        input: pagesIn('web/lab'),
        output: {
          entryFileNames: 'lab/assets/[name]-[hash].js',
          chunkFileNames: 'lab/assets/[name]-[hash].js',
        },
      },
    },
  }),
  page: () => ({
    root: at('web'),
    plugins: [
      packedWasm,
      withoutPieces,
      withoutWorker,
      nothingLater,
      kindsTogether,
      unloaded(false),
      viteSingleFile({ removeViteModuleLoader: true }),
    ],
    build: { outDir: at('build/page'), emptyOutDir: true, assetsInlineLimit: Number.MAX_SAFE_INTEGER },
  }),
};

export default defineConfig(({ mode }) => {
  const { plugins = [], build, ...output } = (outputs[mode] ?? outputs['site']!)(mode);
  return {
    base: './',
    resolve: { alias: compiledModule },
    plugins: [leanLoader, leanTemplates, leanStyles, leanKatexStyles, leanKatexMetrics, ...plugins],
    ...output,
    build: {
      target: 'es2022',
      // Lowered for older browsers, light-dark() would follow the system only and not the reader's choice.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      ...build,
      rolldownOptions: {
        external: /^node:/,
        // A module of wasm/ only defines: a script gets it where it uses something of it, not because the index has it.
        treeshake: { moduleSideEffects: (id) => (id.startsWith(at('wasm')) ? false : undefined) },
        ...build?.rolldownOptions,
      },
    },
  };
});
