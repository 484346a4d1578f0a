/** Words within markup, and markup within an address. */

const entities: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

/** Text as it is written in HTML or SVG, within an attribute too. */
export const escaped = (text: string): string => text.replace(/[&"<>]/g, (sign) => entities[sign]!);

/** The address of a picture that is in the address itself. */
export const svgAddress = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;
