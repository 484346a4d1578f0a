/** The reader's actions on the page itself; the work and the lesson have methods of their own. */
import type { QuantityId } from '../../wasm/index';
import type { Theme } from '../api';
import type { DragPhase } from './lesson';
import type { Dialog, PageState, Sheet } from './pageState';

export interface Actions {
  /** changes the page's own state; `{}` draws again */
  change(patch: Partial<PageState>): void;
  edit(id: QuantityId): void;
  /** a new value while the reader holds the quantity */
  drag(id: QuantityId, value: number, phase: DragPhase): void;
  typing(text: string): void;
  applyEdit(): void;
  cancelEdit(): void;
  /** another place has the focus: what was typed is applied, or stays with what is wrong with it */
  leaveEdit(): void;
  editEta(text: string): void;
  /** shows for a moment that it was copied */
  copied(what: string): void;
  toggleFactor(key: string): void;
  openDialog(dialog: Dialog): void;
  openSheet(sheet: Sheet | null): void;
  openDocument(text: string): void;
  toggleMenu(): void;
  documentTyping(text: string): void;
  readFile(input: HTMLInputElement): void;
  togglePlay(): void;
  /** begins the iterations that the field asks for, or stops those under way */
  toggleRun(): void;
  /** the network as it is drawn */
  picture(): SVGSVGElement | null;
  /** settles when all that was changed is drawn */
  drawn(): Promise<void>;
  /** `button`: of the toolbar, beside which the address is selected where the clipboard is kept from the page */
  share(button: Element): void;
  setTheme(theme: Theme): void;
  focusPart(id: QuantityId): void;
}
