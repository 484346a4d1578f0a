/**
 * Words for LaTeX: its own characters escaped, and the signs of mathematics as commands, so that pdflatex can compile
 * them. What is left over needs xelatex, see `unknownToPdflatex`.
 */

/** A sign, then its command, and so on. */
const usual = `
  α \\alpha β \\beta γ \\gamma δ \\delta ε \\varepsilon ζ \\zeta η \\eta θ \\theta ι \\iota κ \\kappa λ \\lambda μ \\mu ν \\nu ξ \\xi
  ο o π \\pi ρ \\rho ς \\varsigma σ \\sigma τ \\tau υ \\upsilon φ \\varphi χ \\chi ψ \\psi ω \\omega ϑ \\vartheta ϕ \\phi ϖ \\varpi
  ϱ \\varrho ϵ \\epsilon Α \\mathrm{A} Β \\mathrm{B} Γ \\Gamma Δ \\Delta Ε \\mathrm{E} Ζ \\mathrm{Z} Η \\mathrm{H} Θ \\Theta
  Ι \\mathrm{I} Κ \\mathrm{K} Λ \\Lambda Μ \\mathrm{M} Ν \\mathrm{N} Ξ \\Xi Ο \\mathrm{O} Π \\Pi Ρ \\mathrm{P} Σ \\Sigma
  Τ \\mathrm{T} Υ \\Upsilon Φ \\Phi Χ \\mathrm{X} Ψ \\Psi Ω \\Omega µ \\mu
  ∂ \\partial ∇ \\nabla ∑ \\sum ∏ \\prod ∐ \\coprod ∫ \\int ∬ \\iint ∭ \\iiint ∮ \\oint ∯ \\oint\\!\\!\\oint
  ∰ \\oint\\!\\!\\oint\\!\\!\\oint ∞ \\infty √ \\surd − - ± \\pm ∓ \\mp × \\times ÷ \\div · \\cdot ⋅ \\cdot ∙ \\bullet ∗ \\ast ⋆ \\star
  ∘ \\circ ½ \\frac12 ¼ \\frac14 ¾ \\frac34 ≤ \\le ≥ \\ge ≠ \\ne ≈ \\approx ≡ \\equiv ∼ \\sim ≃ \\simeq ≅ \\cong ∝ \\propto ≪ \\ll
  ≫ \\gg ≔ := ≕ =: ⩴ ::= ∷ :: ∹ -: ≘ \\stackrel\\frown= ≙ \\stackrel\\wedge= ≚ \\stackrel\\vee= ≛ \\stackrel\\star=
  ≝ \\stackrel{\\mathrm{def}}= ≞ \\stackrel{\\mathrm{m}}= ≟ \\stackrel?= ∈ \\in ∉ \\notin ∋ \\ni ∌ \\not\\ni ⊂ \\subset ⊃ \\supset
  ⊆ \\subseteq ⊇ \\supseteq ∪ \\cup ∩ \\cap ⋃ \\bigcup ⋂ \\bigcap ∖ \\setminus ∅ \\emptyset ∀ \\forall ∃ \\exists ¬ \\neg ∧ \\wedge
  ∨ \\vee ⋀ \\bigwedge ⋁ \\bigvee ⊕ \\oplus ⊖ \\ominus ⊗ \\otimes ⊙ \\odot ⨀ \\bigodot ⨁ \\bigoplus ⨂ \\bigotimes ⨄ \\biguplus
  ⨆ \\bigsqcup ⊤ \\top ⊥ \\bot ⟂ \\perp ∥ \\parallel ∣ \\mid ∠ \\angle ← \\leftarrow → \\to ↑ \\uparrow ↓ \\downarrow
  ↔ \\leftrightarrow ⇐ \\Leftarrow ⇒ \\Rightarrow ⇑ \\Uparrow ⇓ \\Downarrow ⇔ \\Leftrightarrow ↦ \\mapsto ↤ \\leftarrow\\!\\!|
  ⟵ \\longleftarrow ⟶ \\longrightarrow ⋯ \\cdots ⋮ \\vdots ⋱ \\ddots ⟨ \\langle ⟩ \\rangle ⟦ [\\![ ⟧ ]\\!] ⦃ \\lbrace\\!| ⦄ |\\!\\rbrace
  ⦵ \\circ\\!\\!- ⌈ \\lceil ⌉ \\rceil ⌊ \\lfloor ⌋ \\rfloor ‖ \\| ′ {}' ″ {}'' ‼ !! ℓ \\ell ℏ \\hbar ℑ \\Im ℜ \\Re ℘ \\wp ℵ \\aleph
  ℋ \\mathcal{H} ℐ \\mathcal{I} ℒ \\mathcal{L} ℛ \\mathcal{R} ℬ \\mathcal{B} ℰ \\mathcal{E} ℱ \\mathcal{F} ℳ \\mathcal{M}`;

const ofAmssymb = `
  ℂ \\mathbb{C} ℍ \\mathbb{H} ℕ \\mathbb{N} ℙ \\mathbb{P} ℚ \\mathbb{Q} ℝ \\mathbb{R} ℤ \\mathbb{Z} ℌ \\mathfrak{H} ℨ \\mathfrak{Z}
  ℭ \\mathfrak{C} ⌜ \\ulcorner ⌝ \\urcorner ⌞ \\llcorner ⌟ \\lrcorner ∴ \\therefore ∵ \\because`;

const raised = /[⁰¹²³ⁱ⁴-ⁿ]+/;
const lowered = /[₀-₎ₐ-ₓₕ-ₜᵢ-ᵥⱼ]+/;

const tableOf = (pairs: string): Record<string, string> =>
  Object.fromEntries([...pairs.matchAll(/(\S+)\s+(\S+)/g)].map(([, sign, command]) => [sign, command]));

function build() {
  const table = tableOf(usual + ofAmssymb);
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

/** Words for LaTeX: they come out as they are, whatever stands in them. `begin` and `end` go around formulas. */
export function latexText(text: string, begin = '$', end = '$'): string {
  const escaped = text
    .replace(/[#$%&_{}\\^~`…]/g, (found) => escapes[found] ?? `\\${found}`)
    .replace(/([-'])(?=\1)/g, '$1{}') // two of them would be drawn as one
    .replace(/[<>|]+/g, (found) => begin + found + end); // the usual font has other signs in their places
  return withCommands(escaped, begin, end);
}

/** The names in a formula, which stand in `\text{…}`, with the signs of mathematics in them as commands. */
export const latexNames = (latex: string): string => withCommands(latex, '\\(', '\\)');

/** The packages that a text in LaTeX needs. */
export function packagesOf(latex: string): string {
  return Object.values(tableOf(ofAmssymb)).some((command) => latex.includes(command)) ? 'amsmath,amssymb' : 'amsmath';
}

/** The characters of a text, each once, that pdflatex knows in no package: xelatex sets them where the font has them. */
export function unknownToPdflatex(latex: string): string[] {
  return [...new Set(latex.normalize('NFC').replace(known, ''))];
}

// what LaTeX's own utf8 has in the encoding OT1
const known =
  /[\n -~\xA0-\xAA\xAC\xAE-\xBA\xBC-\xCF\xD1-\xDD\xDF-\xEF\xF1-\xFD\xFF\u0100-\u0103\u0106-\u010F\u0112-\u0117\u011A-\u0125\u0128-\u012D\u0130-\u0137\u0139-\u013E\u0141-\u0148\u014C-\u0165\u0168-\u0171\u0174-\u017E\u2013\u2014\u2018\u2019\u201C\u201D\u2020-\u2022\u2026\u20AC\u2122]+/g;
