/** Sentences of the page's markup itself, for when no script of the page runs. vite.config.ts writes them into index.html. */
import type { Language } from '../work/choices';
import { firstWords } from './first';

type UnloadedWords = {
  /** what the page is, until its first picture is there */
  about: string;
  /** scripts are missing or damaged, or take very long */
  broken: string;
  tryAgain: string;
  /** the browser does not understand the scripts */
  tooOld: string;
  noScript: string;
};

export const unloadedWords: Record<Language, UnloadedWords> = {
  en: {
    about:
      'Back-propagation, step by step: every value, every derivative and every update of a small network, to touch and to check.',
    broken: firstWords.en.broken,
    tryAgain: firstWords.en.tryAgain,
    tooOld:
      'This browser is too old for the page: it needs Chrome or Edge 111, Firefox 115, Safari 16.4, or anything newer.',
    noScript: 'This page computes in your browser and needs JavaScript and WebAssembly.',
  },
  'zh-CN': {
    about: '反向传播，一步一步来：小网络里的每个数值、每个导数、每次更新，都可以动手改，也可以逐一核对。',
    broken: firstWords['zh-CN'].broken,
    tryAgain: firstWords['zh-CN'].tryAgain,
    tooOld:
      '浏览器版本过低，无法显示本页。请使用 Chrome 或 Edge 111、Firefox 115、Safari 16.4 或更新的版本；双核浏览器请升级并切换到极速模式。',
    noScript: '此页面在浏览器中进行计算，需要启用 JavaScript 和 WebAssembly。',
  },
};
