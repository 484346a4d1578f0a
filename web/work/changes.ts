/** Announces changes of the work and of how it is looked at. */

/** `meaningful`: worth an entry of its own in the browser's history. */
export type ChangeListener = (meaningful: boolean) => void;

export class Changes {
  /** grows with every change of whatever kind */
  revision = 0;
  private readonly listeners = new Set<ChangeListener>();

  /** Listeners are called in the order in which they came. Returns what ends it. */
  listen(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Something has changed. */
  emit(meaningful: boolean): void {
    this.revision++;
    this.tell(meaningful);
  }

  /** An answer has come: nothing has changed, and what goes on at the moment need not end. */
  tell(meaningful = false): void {
    for (const listener of this.listeners) listener(meaningful);
  }
}
