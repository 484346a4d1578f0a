/** A picture of the lab as a file, SVG or PNG, and its numbers as CSV. */
import { html, nothing, type TemplateResult } from 'lit';
import { downloadBlob, downloadText } from '../kit/clipboard';
import type { LabTexts } from './lab.en';
import type { Saved } from './savedPicture';

export type { Saved } from './savedPicture';

/** Dots of a PNG for each pixel of the drawing. */
const DOTS = 2;

/** A cell of a table that is text. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

export function saveButtons(saved: Saved, words: LabTexts): TemplateResult {
  const button = (kind: 'SVG' | 'PNG' | 'CSV') =>
    html`<button
      class="save"
      aria-label=${words.save(saved.title, kind)}
      title=${words.save(saved.title, kind)}
      @click=${({ target }: Event) => said(target!, save(saved, kind, (target as Element).getRootNode() as ShadowRoot))}
    >
      ${kind}
    </button>`;
  return html`<span class="saves" role="group" aria-label=${words.saves}
    >${button('SVG')}${button('PNG')}${saved.table ? button('CSV') : nothing}</span
  >`;
}

/** Tells the lab around a button whether what was asked of it could be done. */
export async function said(button: EventTarget, job: Promise<unknown>): Promise<void> {
  const detail = await job.then(
    () => true,
    () => false,
  );
  button.dispatchEvent(new CustomEvent('done', { detail, bubbles: true }));
}

async function save(saved: Saved, kind: 'SVG' | 'PNG' | 'CSV', root: ShadowRoot): Promise<void> {
  const { file, table } = saved;
  if (kind === 'CSV') {
    const lines = table!().map((cells) => cells.join(','));
    return downloadText(`${lines.join('\n')}\n`, `${file}.csv`, 'text/csv');
  }
  const [{ pictureOf }, { pngOf }] = await Promise.all([import('./savedPicture'), import('../kit/raster')]);
  const picture = pictureOf(saved, root);
  if (kind === 'SVG') return downloadText(picture, `${file}.svg`, 'image/svg+xml');
  downloadBlob((await pngOf(picture, DOTS)).blob, `${file}.png`);
}
