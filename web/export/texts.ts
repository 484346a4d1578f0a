/** The texts of the exports. */
import { lateTexts } from '../kit/texts';
import { exportTexts as en } from './export.en';
import { exportTexts as zhCN } from './export.zh-CN';

export const exportTextsOf = lateTexts({ en, 'zh-CN': zhCN });
