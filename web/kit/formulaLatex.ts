/** A formula of the page as LaTeX for other documents. */
import { aligned, plainLatex } from '../../wasm/index';

/** Names may have signs that are commands in LaTeX; their table is fetched where there are any. */
export async function portable(latex: string): Promise<string> {
  if (/^[\n -~]*$/.test(latex)) return latex;
  return import('../../wasm/export/latexText').then(({ latexNames }) => latexNames(latex)).catch(() => latex);
}

/** As it is pasted into a document that loads amsmath. */
export function formulaLatex(lines: readonly string[]): string {
  const plain = lines.map(plainLatex);
  return plain.length === 1 ? plain[0] : `\\begin{aligned}\n${aligned(plain)}\n\\end{aligned}`;
}
