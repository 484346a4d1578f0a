/** The words of the tutorial's page that its text does not have. */
import type { Language } from '../work/choices';

const en = {
  again: 'These are the article’s numbers again.',
  copied: 'The link is copied: it opens this page with your network.',
  notCopied: 'The browser did not let the page copy the link.',
  tooLarge: 'This network is too large for a link. Save it as a file in “Use my network”.',
  notFetched: 'This could not be fetched. Try again when there is a connection.',
  damaged: 'The network in this address is damaged; these are the article’s numbers.',
  refused: 'That value cannot be used; the numbers are as they were.',
  workshop: 'Your own network',
  back: 'Back to the text',
};

const zhCN: typeof en = {
  again: '已恢复原文的数值。',
  copied: '链接已复制：打开后就是带有你的网络的这一页。',
  notCopied: '浏览器不允许本页复制链接。',
  tooLarge: '这个网络太大，放不进链接。可在“换成我的网络”中存为文件。',
  notFetched: '未能加载，请在网络恢复后重试。',
  damaged: '地址里的网络已损坏，这里用的是原文的数值。',
  refused: '这个值不能用，数值保持不变。',
  workshop: '你自己的网络',
  back: '回到正文',
};

export const tutorialTexts: Record<Language, typeof en> = { en, 'zh-CN': zhCN };
