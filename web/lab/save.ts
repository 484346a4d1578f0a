/** A picture of the lab as a file, SVG or PNG, and its numbers as CSV. */
import { html, nothing, type TemplateResult } from 'lit';
import { downloadBlob, downloadText } from '../kit/clipboard';
import type { LabTexts } from './lab.en';

/** A picture that can be saved, once it is on the screen. */
export interface Saved {
  /** the name of the files, without their ends */
  file: string;
  /** what the picture shows */
  title: string;
  /** where it is in the lab: the drawing, and the field under it */
  drawing: string;
  field?: string;
  /** its numbers: a line of names, then the lines of the table */
  table?: () => readonly (readonly (string | number)[])[];
}

/** Dots of a PNG for each pixel of the drawing. */
const DOTS = 2;

export function saveButtons(saved: Saved, words: LabTexts): TemplateResult {
  const button = (kind: 'SVG' | 'PNG' | 'CSV') =>
    html`<button
      class="save"
      aria-label=${words.save(saved.title, kind)}
      title=${words.save(saved.title, kind)}
      @click=${({ target }: Event) => void save(saved, kind, (target as Element).getRootNode() as ShadowRoot)}
    >
      ${kind}
    </button>`;
  return html`<span class="saves" role="group" aria-label=${words.saves}
    >${button('SVG')}${button('PNG')}${saved.table ? button('CSV') : nothing}</span
  >`;
}

async function save(
  { file, title, drawing, field, table }: Saved,
  kind: 'SVG' | 'PNG' | 'CSV',
  root: ShadowRoot,
): Promise<void> {
  if (kind === 'CSV') {
    const lines = table!().map((cells) => cells.join(','));
    return downloadText(`${lines.join('\n')}\n`, `${file}.csv`, 'text/csv');
  }
  const [{ standalone }, { pngOf }] = await Promise.all([import('../export/svg'), import('../kit/raster')]);
  const svg = root.querySelector<SVGSVGElement>(drawing)!;
  const canvas = field ? root.querySelector<HTMLCanvasElement>(field) : null;
  const picture = withField(standalone(svg, title), svg, canvas);
  if (kind === 'SVG') return downloadText(picture, `${file}.svg`, 'image/svg+xml');
  downloadBlob((await pngOf(picture, DOTS)).blob, `${file}.png`);
}

/** The picture with the field in its place, over the paper and under everything drawn. */
function withField(picture: string, svg: SVGSVGElement, canvas: HTMLCanvasElement | null): string {
  if (!canvas) return picture;
  const [within, place] = [svg.getBoundingClientRect(), canvas.getBoundingClientRect()];
  const scale = svg.viewBox.baseVal.width / within.width;
  const at = [place.left - within.left, place.top - within.top, place.width, place.height].map((pixels) =>
    (pixels * scale).toFixed(2),
  );
  const [x, y, width, height] = at;
  const image = `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="none" href="${canvas.toDataURL()}"/>`;
  return picture.replace(/<rect [^>]*fill="#fff"[^>]*\/>/, (paper) => paper + image);
}
