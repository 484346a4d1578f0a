/**
 * Words for LaTeX: its own characters escaped, and the signs of mathematics as commands, so that pdflatex can compile
 * them. What is left over needs xelatex, see `unknownToPdflatex`.
 */

/** A sign, then its command, and so on. */
const commands = `α \\alpha β \\beta γ \\gamma δ \\delta ε \\varepsilon ζ \\zeta η \\eta θ \\theta ι \\iota κ \\kappa λ \\lambda μ \\mu ν \\nu ξ \\xi
ο o π \\pi ρ \\rho ς \\varsigma σ \\sigma τ \\tau υ \\upsilon φ \\varphi χ \\chi ψ \\psi ω \\omega ϑ \\vartheta ϕ \\phi ϵ \\epsilon
Γ \\Gamma Δ \\Delta Θ \\Theta Λ \\Lambda Ξ \\Xi Π \\Pi Σ \\Sigma Υ \\Upsilon Φ \\Phi Ψ \\Psi Ω \\Omega µ \\mu
∂ \\partial ∇ \\nabla ∑ \\sum ∏ \\prod ∐ \\coprod ∫ \\int ∬ \\iint ∭ \\iiint ∮ \\oint ∯ \\oint\\!\\!\\oint ∰ \\oint\\!\\!\\oint\\!\\!\\oint
∞ \\infty √ \\surd − - ± \\pm ∓ \\mp × \\times ÷ \\div · \\cdot ⋅ \\cdot ∙ \\bullet ∗ \\ast ∘ \\circ ½ \\frac12 ¼ \\frac14 ¾ \\frac34
≤ \\le ≥ \\ge ≠ \\ne ≈ \\approx ≡ \\equiv ∼ \\sim ≃ \\simeq ≅ \\cong ∝ \\propto ≪ \\ll ≫ \\gg ≔ := ≕ =: ⩴ ::= ∷ :: ∹ -:
≘ \\stackrel\\frown= ≙ \\stackrel\\wedge= ≚ \\stackrel\\vee= ≛ \\stackrel\\star= ≝ \\stackrel{\\mathrm{def}}= ≞ \\stackrel{\\mathrm{m}}=
≟ \\stackrel?= ∈ \\in ∉ \\notin ∋ \\ni ∌ \\not\\ni ⊂ \\subset ⊃ \\supset ⊆ \\subseteq ⊇ \\supseteq ∪ \\cup ∩ \\cap ⋃ \\bigcup ⋂ \\bigcap
∅ \\emptyset ∀ \\forall ∃ \\exists ¬ \\neg ∧ \\wedge ∨ \\vee ⋀ \\bigwedge ⋁ \\bigvee ⊕ \\oplus ⊗ \\otimes ⊙ \\odot ⨀ \\bigodot
⨁ \\bigoplus ⨂ \\bigotimes ⨄ \\biguplus ⨆ \\bigsqcup ⊥ \\bot ⟂ \\perp ∥ \\parallel ← \\leftarrow → \\to ↑ \\uparrow ↓ \\downarrow
↔ \\leftrightarrow ⇐ \\Leftarrow ⇒ \\Rightarrow ⇔ \\Leftrightarrow ↦ \\mapsto ↤ \\leftarrow\\!\\!| ⋯ \\cdots ⋮ \\vdots ⋱ \\ddots
⟨ \\langle ⟩ \\rangle ⟦ [\\![ ⟧ ]\\!] ⦃ \\{\\!| ⦄ |\\!\\} ⦵ \\circ\\!\\!- ⌈ \\lceil ⌉ \\rceil ⌊ \\lfloor ⌋ \\rfloor ′ {}' ″ {}'' ‼ !! ℓ \\ell ℏ \\hbar
ℑ \\Im ℜ \\Re ⌜ \\ulcorner ⌝ \\urcorner ⌞ \\llcorner ⌟ \\lrcorner`;

/** Letters that differ from the Latin ones in their style only, or in nothing. */
const styles: Record<string, string> = { bb: 'ℂℍℕℙℚℝℤ', frak: 'ℌℨℭ', cal: 'ℋℐℒℛℬℰℱℳ' };
const likeLatin = 'ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΧX';

const raised = /[⁰¹²³ⁱ⁴-ⁿ]+/;
const lowered = /[₀-₎ₐ-ₓₕ-ₜᵢ-ᵥⱼ]+/;

function build() {
  const table: Record<string, string> = {};
  for (const [, sign, command] of commands.matchAll(/(\S+)\s+(\S+)/g)) table[sign!] = command!;
  for (const [, sign, letter] of likeLatin.matchAll(/(.)(.)/g)) table[sign!] = `\\mathrm{${letter}}`;
  for (const [style, letters] of Object.entries(styles))
    for (const letter of letters) table[letter] = `\\math${style}{${letter.normalize('NFKC')}}`;
  const sign = `${raised.source}|${lowered.source}|[${Object.keys(table).join('')}]`;
  return { table, sign: new RegExp(sign, 'g'), run: new RegExp(`(?:${sign})+`, 'g') };
}
let built: ReturnType<typeof build> | undefined;

/** Signs of mathematics among words as commands, with `begin` and `end` around them. */
function withCommands(text: string, begin: string, end: string): string {
  const { table, sign, run } = (built ??= build());
  const command = (found: string, at: number): string => {
    const known = table[found];
    if (known) return `${known} `;
    const plain = found.normalize('NFKC').replaceAll('−', '-');
    return `${at ? '{}' : ''}${raised.test(found) ? '^' : '_'}{${plain}}`;
  };
  return text.normalize('NFC').replace(run, (found) => begin + found.replace(sign, command).trimEnd() + end);
}

const escapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '`': '\\`{}',
  '…': '\\dots{}',
};

/** Words for LaTeX: they are typeset as they are, whatever they contain. `begin` and `end` go around formulas. */
export function latexText(text: string, begin = '$', end = '$'): string {
  const escaped = text
    .replace(/[#$%&_{}\\^~`…]/g, (found) => escapes[found] ?? `\\${found}`)
    .replace(/([-'])(?=\1)/g, '$1{}') // two of them would be drawn as one
    .replace(/[<>|]+/g, (found) => begin + found + end); // the usual font has other signs in their places
  return withCommands(escaped, begin, end);
}

/** The names in a formula, which are in `\text{…}`, with the signs of mathematics in them as commands. */
export const latexNames = (latex: string): string => withCommands(latex, '\\(', '\\)');

/** The packages that a text in LaTeX needs. */
export const packagesOf = (latex: string): string =>
  /\\(math(bb|frak)|[ul][lr]corner)/.test(latex) ? 'amsmath,amssymb' : 'amsmath';

/**
 * The characters of a text, each once, that pdflatex knows in no package: xelatex sets them where the font has them.
 */
export function unknownToPdflatex(latex: string): string[] {
  return [...new Set(latex.normalize('NFC').replace(known, ''))];
}

// the characters that LaTeX's own utf8 has in the encoding OT1
const known = /(?![«»\xADÐÞðþĄąĐđĘęĦħĮįĸĿŀŉŊŋŦŧŲų])[\n -~\xA0-ž–—‘’“”†‡•…€™]/g;
