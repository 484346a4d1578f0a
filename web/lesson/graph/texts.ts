/** The texts of the graph, which are fetched with it. */
import { lateTexts } from '../../kit/texts';
import { graph as en } from './graph.en';
import { graph as zhCN } from './graph.zh-CN';

export const textsOf = lateTexts({ en, 'zh-CN': zhCN });
