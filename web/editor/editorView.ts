/** The view of the editor: the work, and of the page and its lesson only what is about the sheet and the sample shown. */
import type { View } from '../kit/view';
import type { Actions } from '../lesson/actions';
import type { Lesson } from '../lesson/lesson';
import type { PageState } from '../lesson/pageState';

export interface EditorView extends View {
  readonly page: Readonly<Pick<PageState, 'sheet' | 'documentText' | 'copied'>>;
  readonly actions: Pick<Actions, 'openSheet' | 'documentTyping' | 'openDocument' | 'readFile' | 'copied'>;
  readonly lesson: Pick<Lesson, 'sample' | 'lookAt' | 'changeValue'>;
}
