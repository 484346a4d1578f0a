/** Scenarios from files: chosen, or dropped anywhere on the page. */
import { PageError } from '../work/problem';

/** As much as can be edited by hand. */
export const MAX_DOCUMENT_CHARACTERS = 500_000;
/** As much as a file may hold: some 100,000 samples. */
const MAX_FILE_BYTES = 64_000_000;

/** The file's text. Throws why there is none. */
export async function textOf(file: File): Promise<string> {
  if (file.size > MAX_FILE_BYTES) throw new PageError('textTooLarge', { max: MAX_FILE_BYTES });
  try {
    return await file.text();
  } catch {
    throw new PageError('fileUnreadable', { name: file.name });
  }
}

/** Takes files that are dropped on `target`; `hover` says when one is held over it. */
export class DropTarget {
  private over = 0;

  constructor(
    private readonly target: EventTarget,
    private readonly hover: (over: boolean) => void,
    private readonly dropped: (file: File) => void,
  ) {
    for (const kind of KINDS) target.addEventListener(kind, this.on);
  }

  close(): void {
    for (const kind of KINDS) this.target.removeEventListener(kind, this.on);
  }

  private on = (event: Event): void => {
    const { dataTransfer, type } = event as DragEvent;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    // Entering a part comes before leaving the one around it.
    this.over = type === 'drop' ? 0 : this.over + (type === 'dragenter' ? 1 : type === 'dragleave' ? -1 : 0);
    this.hover(this.over > 0);
    const [file] = dataTransfer.files;
    if (type === 'drop' && file) this.dropped(file);
  };
}

const KINDS = ['dragenter', 'dragover', 'dragleave', 'drop'];
