/** Text that is not valid stays in its field with its fault, until it is. */
import { faultOf, type Fault } from '../work/problem';

export class Drafts {
  private readonly drafts = new Map<string, { text: string; fault: Fault }>();

  /** `changed` is called when something is to be drawn again. */
  constructor(private readonly changed: () => void) {}

  /** The text of a field: what was typed, or else its value. */
  text(field: string, value: string): string {
    return this.drafts.get(field)?.text ?? value;
  }

  fault(field: string): Fault | null {
    return this.drafts.get(field)?.fault ?? null;
  }

  /** True where the change was possible; otherwise the text stays with the reason. */
  try(field: string, text: string, change: () => void): boolean {
    try {
      change();
      this.drafts.delete(field);
    } catch (error) {
      // The place in the document says nothing beside the field itself.
      const fault = faultOf(error);
      this.drafts.set(field, { text, fault: fault.from === 'core' ? { ...fault, path: undefined } : fault });
    }
    this.changed();
    return !this.drafts.has(field);
  }

  drop(field: string): void {
    if (this.drafts.delete(field)) this.changed();
  }

  clear(): void {
    this.drafts.clear();
  }
}
