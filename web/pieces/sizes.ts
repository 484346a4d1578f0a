/** The sizes that figures are drawn in; the page scales them to its own. */

/** Widths of the network's picture. */
export const figureWidths = { wide: 680, narrow: 380 };
export const plotSizes = { wide: { width: 620, height: 250 }, narrow: { width: 360, height: 230 } };
/** An element that is narrower than this is drawn narrow. */
export const NARROW_BELOW = 520;
