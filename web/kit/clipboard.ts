/** Text copied from the page, also where the browser keeps its clipboard from a frame, or saved as a file. */

/** Copies what a button offers. False where the browser allows it in no way. */
export async function copyText(text: string, button: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Beside the button: in an open dialog nothing outside of it can be selected.
    return copyBySelection(text, button.parentElement!);
  }
}

/** The old way, which needs no permission: selects the text in a field, inside that element for a moment. */
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
  downloadBlob(new Blob([text], { type: `${type};charset=utf-8` }), file);
}

/** Offers it as a file for download. */
export function downloadBlob(blob: Blob, file: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
