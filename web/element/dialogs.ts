/** Opens and closes what the workbench draws as dialogs: a `<dialog>` is opened by its methods alone. */

/** From this width on there is room beside the diagram. */
const WIDE = 900;

export function showDialog(root: ParentNode, opens: boolean): void {
  const dialog = root.querySelector<HTMLDialogElement>('.dialog');
  if (!dialog) return;
  if (opens && !dialog.open) dialog.showModal();
  if (!opens && dialog.open) dialog.close();
}

/** Beside the diagram where the element has room, over the page where it has none. */
export function showSheet(root: ParentNode, element: Element, opens: boolean): void {
  const sheet = root.querySelector<HTMLDialogElement>('.sheet');
  if (!sheet) return;
  // Asking for a width lays the whole page out.
  if (!opens && !sheet.open) return;
  const modal = element.clientWidth < WIDE;
  if (sheet.open && (!opens || modal !== sheet.matches(':modal'))) sheet.close();
  if (!opens || sheet.open) return;
  if (modal) return sheet.showModal();
  // show() would give it the focus and, in WebKit, scroll to it.
  sheet.open = true;
  sheet.focus({ preventScroll: true });
}
