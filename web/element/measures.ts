/** The sizes that the drawings depend on, measured again whenever one of them changes. */
import { watchSizes } from '../kit/watchSizes';
import type { PageState } from '../lesson/pageState';

/** Below this width in CSS pixels the panel is under the picture. */
const NARROW = 900;
/** The parts whose sizes are followed. */
const FOLLOWED = '.picture, .slope-panel';

type Sizes = Pick<PageState, 'diagramWidth' | 'diagramHeight' | 'slopeWidth' | 'narrow' | 'pinned'>;

/** A picture that takes more of the screen does not stay in sight. */
const PINNED = 0.5;
/** Above the panel the picture leaves it most of the screen. */
const SHARE = 0.36;
const LEAST = 230;
const phoneHeight = (): number => Math.max(LEAST, Math.round(SHARE * window.innerHeight));

/** In whole pixels that there are: clientWidth is rounded up too, and what is half a pixel too wide gets a scroll bar. */
const widthOf = (part: Element): number => Math.floor(parseFloat(getComputedStyle(part).width));

export class Measures {
  private readonly watch = watchSizes(() => this.measure());
  private observed: Element[] = [];
  private known: Sizes | null = null;

  constructor(
    private readonly host: HTMLElement & { readonly renderRoot: ParentNode },
    private readonly changed: (sizes: Sizes) => void,
  ) {}

  /** Called after each drawing: parts come and go. The first time nobody waits for the observer: nothing is in its place yet. */
  follow(): void {
    if (!this.known) this.measure();
    const parts = [...this.host.renderRoot.querySelectorAll(FOLLOWED)];
    if (parts.length !== this.observed.length || parts.some((part, at) => part !== this.observed[at]))
      this.observe(parts);
  }

  close(): void {
    this.observe([]);
  }

  private observe(parts: Element[]): void {
    this.observed = parts;
    this.watch(parts);
  }

  /** Whether there was anything new. */
  private measure(): boolean {
    const sizes = this.sizes();
    const { known } = this;
    if (!sizes || (known && Object.entries(sizes).every(([name, size]) => known[name as keyof Sizes] === size)))
      return false;
    this.known = sizes;
    this.changed(sizes);
    return true;
  }

  private sizes(): Sizes | null {
    const { host, known } = this;
    const picture = host.renderRoot.querySelector('.picture');
    if (!picture?.clientWidth) return null;
    const width = widthOf(picture);
    // On a page of its own the picture has a height to fill, elsewhere it is as tall as suits.
    const fills = getComputedStyle(picture).getPropertyValue('--fills') === '1';
    const narrow = host.clientWidth < NARROW;
    const slope = host.renderRoot.querySelector('.slope-panel');
    return {
      diagramWidth: width,
      diagramHeight: fills ? picture.clientHeight : narrow && host.hasAttribute('linked') ? phoneHeight() : null,
      slopeWidth: slope?.clientWidth ? widthOf(slope) : (known?.slopeWidth ?? width),
      narrow,
      pinned: narrow && host.hasAttribute('linked') && picture.clientHeight < PINNED * window.innerHeight,
    };
  }
}
