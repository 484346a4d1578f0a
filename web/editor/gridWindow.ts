/** Which cells of a large grid are in sight: only they are drawn. */
import type { LitElement } from 'lit';

/** Pixels; a row is as high as a finger needs. */
export const COLUMN = 92;
export const HEADER = 64;
/** Rows and columns drawn beyond what is in sight. */
const MARGIN = 4;

export class GridWindow {
  /** a pixel more than a finger needs: a row may begin between two */
  readonly rowHeight = matchMedia('(pointer: coarse)').matches ? 45 : 32;
  private seen = { top: 0, left: 0, width: 600, height: 400 };

  /** The host draws the grid as `.sheet-grid`. */
  constructor(private readonly host: LitElement) {}

  /** The rows in sight, and `kept`, which has the focus, wherever it is. */
  rows(count: number, kept: number): number[] {
    return range(this.seen.top, this.seen.height, this.rowHeight, count, kept);
  }

  columns(count: number, kept: number): number[] {
    return range(this.seen.left, this.seen.width, COLUMN, count, kept);
  }

  /** How far a page key goes. */
  get page(): number {
    return Math.max(1, Math.floor(this.seen.height / this.rowHeight) - 2);
  }

  /** The grid was scrolled, or has another size. */
  look(): void {
    const { grid, seen } = this;
    if (!grid) return;
    const { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } = grid;
    const moved = Math.abs(top - seen.top) >= this.rowHeight || Math.abs(left - seen.left) >= COLUMN / 2;
    if (!moved && width === seen.width && height === seen.height) return;
    this.seen = { top, left, width, height };
    this.host.requestUpdate();
  }

  /** Scrolls just as far as the cell needs. */
  reveal(row: number, column: number): void {
    const { grid, rowHeight: height } = this;
    if (!grid) return;
    const [top, left] = [row * height, column * COLUMN];
    const [seenHeight, seenWidth] = [grid.clientHeight - height, grid.clientWidth - HEADER];
    grid.scrollTop = Math.min(Math.max(grid.scrollTop, top + height - seenHeight), top);
    grid.scrollLeft = Math.min(Math.max(grid.scrollLeft, left + COLUMN - seenWidth), left);
    this.look();
  }

  private get grid(): HTMLElement | null {
    return this.host.querySelector('.sheet-grid');
  }
}

/** Indices of those in sight with a margin on either side, and the one that is kept. */
function range(start: number, length: number, size: number, count: number, kept: number): number[] {
  const first = Math.min(count, Math.max(0, Math.floor(start / size) - MARGIN));
  const end = Math.min(count, Math.ceil((start + length) / size) + MARGIN);
  const indices = Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
  if (kept < first || kept >= end) indices.push(kept);
  return indices;
}
