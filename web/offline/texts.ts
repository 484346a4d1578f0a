/** The words for a new version of the site. */
import type { Language } from '../work/choices';

export const offlineTexts: Record<Language, { newer: string; reload: string; later: string }> = {
  en: { newer: 'A new version of this page is available.', reload: 'Reload', later: 'Later' },
  'zh-CN': { newer: '页面有新版本。', reload: '重新载入', later: '稍后' },
};
