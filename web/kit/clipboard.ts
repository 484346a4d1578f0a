/** Text taken out of the page: copied, also where the browser keeps its clipboard from a frame, or saved as a file. */

/** `inside`: where a field may stand for a moment; within an open dialog it must be the dialog. */
export async function copyText(text: string, inside: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, inside);
  }
}

/** The old way, which needs no permission: select the text in a field and copy the selection. */
function copyBySelection(text: string, inside: Element): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.tabIndex = -1;
  field.style.cssText = 'position: fixed; inset: 0 auto auto 0; opacity: 0';
  const focused = (inside.getRootNode() as ShadowRoot | Document).activeElement as HTMLElement | null;
  inside.append(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand('copy');
  } catch {
    // not allowed here either
  }
  field.remove();
  focused?.focus();
  return copied;
}

/** Offers the text as a file for download. `type` is its media type. */
export function downloadText(text: string, file: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
