/** The words for the time before a language's own table is there, and where it cannot be fetched. */
import type { Language } from '../work/choices';

interface FirstWords {
  /** of the language, in itself */
  name: string;
  title: string;
  loading: string;
  /** scripts could not be fetched, or are damaged */
  broken: string;
  tryAgain: string;
}

export const firstWords: Record<Language, FirstWords> = {
  en: {
    name: 'English',
    title: 'Backprop Playground',
    loading: 'Loading the core…',
    broken: 'The page has not loaded in full. Check your connection, then try again.',
    tryAgain: 'Try again',
  },
  'zh-CN': {
    name: '中文',
    title: '反向传播实验台',
    loading: '正在加载计算核心…',
    broken: '页面没有完整加载，请检查网络后重试。',
    tryAgain: '重试',
  },
};
