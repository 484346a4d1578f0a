/** Leads to the tutorial in the reader's language. It is all that its page needs: nothing is imported. */
const language = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
location.replace(`./${language}.html${location.search}${location.hash}`);

export {};
