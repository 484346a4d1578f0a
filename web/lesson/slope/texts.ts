/** The texts of the panel, in the reader's language. */
import { lateTexts } from '../../kit/texts';
import { slope as en } from './slope.en';
import { slope as zhCN } from './slope.zh-CN';

export const slopeTexts = lateTexts({ en, 'zh-CN': zhCN });
