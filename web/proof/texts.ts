/** The texts of the check, which are fetched with it. */
import { differences as differencesEn } from '../messages/en/differences';
import { proof as en } from '../messages/en/proof';
import { lateTexts } from '../messages/index';
import { differences as differencesZhCN } from '../messages/zh-CN/differences';
import { proof as zhCN } from '../messages/zh-CN/proof';

export const textsOf = lateTexts({ en, 'zh-CN': zhCN });
export const differenceTexts = lateTexts({ en: differencesEn, 'zh-CN': differencesZhCN });
