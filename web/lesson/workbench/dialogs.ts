/** The dialogs of the workbench, of which one is open at a time: the keys, the check, the export. */
import { nothing, type TemplateResult } from 'lit';
import { dialog } from '../../kit/dialog';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import { checkDialog } from '../proof/check';
import type { LessonView } from '../view';

const help = new Lazy(() => import('./help'));
const exportPart = new Lazy(() => import('../../export/export'));

export function workbenchDialog(view: LessonView): TemplateResult {
  const { messages, page, actions } = view;
  const { dialog: kind } = page;
  return dialog(kind && { kind, title: messages[kind].title, body: body(view) }, messages.help.close, () =>
    actions.openDialog(null),
  );
}

function body(view: LessonView): TemplateResult | typeof nothing {
  switch (view.page.dialog) {
    case 'help':
      return fetched(view, help, (part) => part.help(view));
    case 'check':
      return checkDialog(view);
    case 'take':
      return fetched(view, exportPart, (part) => part.exportDialog(view));
    case null:
      return nothing;
  }
}
