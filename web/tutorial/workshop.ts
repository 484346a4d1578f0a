/** The workbench over the tutorial, on the same network: there the reader builds one of their own. */
import '../element/playground';
import type { tutorialTexts } from './texts';

export function openWorkshop(words: (typeof tutorialTexts)['en']): void {
  let dialog = document.querySelector<HTMLDialogElement>('dialog.workshop');
  if (!dialog) {
    dialog = document.createElement('dialog');
    dialog.className = 'workshop';
    dialog.setAttribute('aria-label', words.workshop);
    const close = document.createElement('button');
    close.type = 'button';
    close.textContent = words.back;
    close.addEventListener('click', () => dialog!.close());
    const workbench = document.createElement('backprop-playground');
    workbench.setAttribute('session', 'article');
    dialog.append(close, workbench);
    document.body.append(dialog);
  }
  dialog.showModal();
}
