/** The editor's texts, which are fetched with it. */
import { network as en } from '../messages/en/network';
import { lateTexts } from '../messages/index';
import { network as zhCN } from '../messages/zh-CN/network';

export const textsOf = lateTexts({ en, 'zh-CN': zhCN });
