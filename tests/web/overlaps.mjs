/**
 * Texts of a drawn network that touch what they should not: another text, an arrow, a rim. Runs in the page, on the drawing or
 * on an exported one, so it names nothing outside of itself.
 */
export function overlapsIn(svg) {
  const slack = 0.6;
  const shown = (part) => {
    if (part.closest('[class*="hit"], .motion')) return false;
    const style = getComputedStyle(part);
    return style.display !== 'none' && style.visibility !== 'hidden' && style.opacity !== '0';
  };
  const stroked = (part) => {
    const { stroke, strokeWidth } = getComputedStyle(part);
    return stroke !== 'none' && stroke !== 'rgba(0, 0, 0, 0)' && parseFloat(strokeWidth) > 0;
  };
  const grown = (box, by) => ({
    left: box.left - by,
    top: box.top - by,
    right: box.right + by,
    bottom: box.bottom + by,
  });
  /** The letters themselves: boxes of fonts are a third taller. */
  const ink = (text) => {
    const size = parseFloat(getComputedStyle(text).fontSize);
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    const characters = text.textContent.replace(/\s+/g, ' ');
    for (let at = 0; at < text.getNumberOfChars(); at++) {
      const extent = text.getExtentOfChar(at);
      if (extent.width === 0) continue;
      const own = Math.min(size, extent.height / 1.15);
      const { y } = text.getStartPositionOfChar(at);
      const falls = /[gjpqy,;()⁽⁾]/.test(characters);
      box.left = Math.min(box.left, extent.x);
      box.right = Math.max(box.right, extent.x + extent.width);
      box.top = Math.min(box.top, y - 0.73 * own);
      box.bottom = Math.max(box.bottom, y + (falls ? 0.2 : 0.02) * own);
    }
    return box;
  };
  const touch = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > slack &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack;
  const texts = [...svg.querySelectorAll('text')]
    .filter((text) => shown(text) && text.textContent.trim())
    .map((text) => ({ what: text.textContent.trim().replace(/\s+/g, ' '), box: ink(text) }))
    .filter(({ box }) => box.right > box.left);
  /** The three corners of an arrow: its tip and both ends behind. */
  const arrows = [...svg.querySelectorAll('path[transform]')].filter(shown).map((arrow) => {
    const numbers = arrow
      .getAttribute('d')
      .match(/-?[\d.]+(e-?\d+)?/g)
      .map(Number);
    const matrix = arrow.transform.baseVal.consolidate().matrix;
    return [0, 2, 6].map((at) => new DOMPoint(numbers[at], numbers[at + 1]).matrixTransform(matrix));
  });
  /** Whether some line parts the two: along a side of the box, or a side of the arrow. */
  const onArrow = (box, corners) => {
    const ofBox = [
      [box.left, box.top],
      [box.right, box.top],
      [box.left, box.bottom],
      [box.right, box.bottom],
    ].map(([x, y]) => ({ x, y }));
    const sides = corners.map((from, at) => {
      const to = corners[(at + 1) % 3];
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      return { x: (to.y - from.y) / length, y: (from.x - to.x) / length };
    });
    return [{ x: 1, y: 0 }, { x: 0, y: 1 }, ...sides].every(({ x, y }) => {
      const [a, b] = [ofBox, corners].map((points) => points.map((point) => point.x * x + point.y * y));
      return Math.min(Math.max(...a), Math.max(...b)) - Math.max(Math.min(...a), Math.min(...b)) > slack;
    });
  };
  const circles = [...svg.querySelectorAll('circle')].filter((circle) => shown(circle) && stroked(circle));
  const rects = [...svg.querySelectorAll('rect')].filter((rect) => shown(rect) && stroked(rect));
  const number = (part, name) => part[name].baseVal.value;
  const found = [];
  texts.forEach(({ what, box }, index) => {
    for (const other of texts.slice(index + 1)) if (touch(box, other.box)) found.push(`${what} / ${other.what}`);
    if (arrows.some((arrow) => onArrow(box, arrow))) found.push(`${what} / arrow`);
    for (const circle of circles) {
      const [x, y, r] = ['cx', 'cy', 'r'].map((name) => number(circle, name));
      const near = Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0));
      const far = Math.hypot(Math.max(x - box.left, box.right - x), Math.max(y - box.top, box.bottom - y));
      if (near < r - slack && far > r + slack) found.push(`${what} / rim`);
    }
    for (const rect of rects) {
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => number(rect, name));
      const border = { left: x, top: y, right: x + width, bottom: y + height };
      const room = grown(border, slack);
      const inside =
        box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
      if (touch(box, border) && !inside) found.push(`${what} / box`);
    }
  });
  return found;
}
