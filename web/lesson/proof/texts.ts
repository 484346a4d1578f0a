/** The texts of the check, which are fetched with it. */
import { differences as differencesEn } from './differences.en';
import { proof as en } from './threeWays.en';
import { lateTexts } from '../../kit/texts';
import { differences as differencesZhCN } from './differences.zh-CN';
import { proof as zhCN } from './threeWays.zh-CN';

export const textsOf = lateTexts({ en, 'zh-CN': zhCN });
export const differenceTexts = lateTexts({ en: differencesEn, 'zh-CN': differencesZhCN });
