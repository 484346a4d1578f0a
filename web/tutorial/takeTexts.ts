/** The words of what leaves the tutorial. */
import type { Language } from '../work/choices';

const en = {
  title: 'Take this article with you',
  lead: 'The article about your network as it is now: its numbers, words, formulas and figures.',
  close: 'Close',
  markdown: 'Markdown with pictures',
  markdownWhy:
    'For a blog or a repository: formulas between dollar signs. The figures lie beside it, as SVG and, where that is not accepted, as PNG.',
  markdownGet: 'Save .zip',
  page: 'One web page',
  pageWhy: 'A single HTML file without scripts. It opens from disk and can be sent or uploaded anywhere.',
  pageGet: 'Save .html',
  print: 'On paper',
  printWhy: 'No figure is split across pages, and there are no buttons. Your browser can also make a PDF of it.',
  printGet: 'Print',
  working: 'Writing it out…',
  failed: 'This could not be made. The network may be too large, or a script could not be fetched.',
  /** at the head of a copy; the words in brackets are a link */
  note: 'This copy is about one network. [On the living page] every number of it can be changed, and the article follows.',
};

const zhCN: typeof en = {
  title: '带走这篇文章',
  lead: '按你当前的网络写成的全文：数值、措辞、公式和图都与本页一致。',
  close: '关闭',
  markdown: 'Markdown 与图片',
  markdownWhy: '适合博客和代码仓库：公式写在美元符号之间，图片随附 SVG；不支持 SVG 的平台可用同名的 PNG。',
  markdownGet: '保存 .zip',
  page: '单个网页',
  pageWhy: '一个不含脚本的 HTML 文件，可直接从磁盘打开，也可发送或上传。',
  pageGet: '保存 .html',
  print: '打印',
  printWhy: '图不会跨页断开，不含按钮；也可以用浏览器存成 PDF。',
  printGet: '打印',
  working: '正在生成…',
  failed: '未能生成：网络可能太大，或者脚本没有加载到。',
  note: '这份副本只针对一个网络。[在原页面上]可以修改其中任何一个数值，全文随之变化。',
};

export const takeTexts: Record<Language, typeof en> = { en, 'zh-CN': zhCN };
