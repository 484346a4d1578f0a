/** The texts of the pieces. */
import { formatNumber } from '../../wasm/index';
import { lateTexts } from '../kit/texts';
import type { Messages } from '../messages/en/index';
import { en } from './pieces.en';
import { zhCN } from './pieces.zh-CN';

export const pieceTexts = lateTexts({ en, 'zh-CN': zhCN });

/** A number as it stands in the prose: rounded, or a small count as a word. */
export function valueText(value: number, how: { digits: number; words: boolean }, messages: Messages): string {
  const word = how.words ? pieceTexts({ messages }).count(value) : undefined;
  return word ?? formatNumber(value, how.digits).text;
}
