/** The editor's texts, which are fetched with it. */
import { network as en } from './editor.en';
import { lateTexts } from '../kit/texts';
import { network as zhCN } from './editor.zh-CN';

export const textsOf = lateTexts({ en, 'zh-CN': zhCN });
