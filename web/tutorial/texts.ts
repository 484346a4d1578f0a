/** The words of the tutorial's page that its text does not have. */
import type { Language } from '../work/choices';

const en = {
  again: 'These are the article’s numbers again.',
  copied: 'The link is copied: it opens this page with your network.',
  notCopied: 'The browser did not let the page copy the link.',
  damaged: 'The network in this address is damaged; these are the article’s numbers.',
  refused: 'That value cannot be used; the numbers are as they were.',
  workshop: 'Your own network',
  back: 'Back to the text',
};

const zhCN: typeof en = {
  again: '已恢复原文的数值。',
  copied: '链接已复制：打开后就是带有你的网络的这一页。',
  notCopied: '浏览器不允许本页复制链接。',
  damaged: '地址里的网络已损坏，这里用的是原文的数值。',
  refused: '这个值不能用，数值保持不变。',
  workshop: '你自己的网络',
  back: '回到正文',
};

export const tutorialTexts: Record<Language, typeof en> = { en, 'zh-CN': zhCN };
