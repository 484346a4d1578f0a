/** A picture drawn as dots. */
import { svgAddress } from './markup';

/** The PNG of an SVG, so many times as large as that says it is. Rejects where the browser cannot draw it. */
export async function pngOf(svg: string, scale: number): Promise<{ blob: Blob; width: number; height: number }> {
  const image = new Image();
  image.src = svgAddress(svg);
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('not drawn');
  return { blob, width: canvas.width, height: canvas.height };
}
