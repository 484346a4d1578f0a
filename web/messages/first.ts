/** What is said before a language's own table is there, or where it cannot be fetched. */
import type { Language } from '../state/urlstate';

interface FirstWords {
  title: string;
  loading: string;
  /** the table of the language could not be fetched */
  missing: string;
}

export const firstWords: Record<Language, FirstWords> = {
  en: {
    title: 'Backprop Playground',
    loading: 'Loading the core…',
    missing: 'The page’s English texts could not be fetched. Is the network there?',
  },
  'zh-CN': {
    title: '反向传播实验台',
    loading: '正在加载计算核心…',
    missing: '页面的中文文本加载失败，请检查网络。',
  },
};
