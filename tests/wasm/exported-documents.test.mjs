/** Iterations and derivations as Markdown and LaTeX. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import katex from 'katex';
import { api, article, notations, parameterIds, randomScenario, seededRandom, withSession } from './help.mjs';

const formulasOf = (text) => [...text.matchAll(/\$\$\n([\s\S]*?)\n\$\$/g)].map(([, formula]) => formula);
const alignsOf = (text) =>
  [...text.matchAll(/\\begin\{align\*\}\n([\s\S]*?)\n\\end\{align\*\}/g)].map(([, body]) => body);

/** Throws where KaTeX finds anything that plain LaTeX with amsmath does not have. */
function assertPlain(latex) {
  assert.doesNotMatch(latex, /htmlData/);
  katex.renderToString(latex, { strict: 'error', throwOnError: true, displayMode: true, output: 'mathml' });
}

test('the iteration as Markdown has every step, plain formulas, and a table of the parameters with all digits', () => {
  withSession(article(), (session) => {
    const text = api.exportMarkdown(session, { title: 'T|itle' });
    const updates = session.trace().filter(({ phase }) => phase === 'update');
    const steps = session.trace().length - updates.length;
    assert.match(text, /^# T|itle\n/);
    const formulas = formulasOf(text);
    assert.equal(formulas.length, steps + 1);
    formulas.forEach(assertPlain);
    for (const { computes, before, value } of updates.slice(0, 3)) {
      const name = article().names[computes] ?? computes;
      assert.ok(text.includes(`| ${name} | ${before} |`), computes);
      assert.ok(text.includes(`| ${value} |`), computes);
    }
  });
});

for (const notation of notations) {
  test(`every derivation of the article as LaTeX is plain LaTeX (${notation})`, () => {
    withSession(article(), (session) => {
      for (const id of parameterIds(session.scenario())) {
        const aligns = alignsOf(api.exportLatex(session, id, { notation }));
        assert.ok(aligns.length > 2, id);
        for (const body of aligns) assertPlain(`\\begin{aligned}\n${body}\n\\end{aligned}`);
      }
    });
  });
}

test('random networks become plain Markdown formulas', () => {
  const random = seededRandom(31);
  for (let count = 0; count < 20; count++) {
    withSession(randomScenario(random), (session) => formulasOf(api.exportMarkdown(session)).forEach(assertPlain));
  }
});

test('a name with LaTeX’s own characters is escaped in headings and words', () => {
  const document = article((it) => (it.names['w.2.0.0'] = '50%_of #1 & ~^'));
  withSession(document, (session) => {
    const latex = api.exportLatex(session, 'w.2.0.0');
    assert.match(latex, /50\\%\\_of \\#1 \\& \\textasciitilde\{\}\\textasciicircum\{\}/);
  });
});

test('tags are taken out of a formula, and what a script belonged to stays together', () => {
  assert.equal(api.plainLatex('\\htmlData{id=a.1.0,value=2}{a^{2}}^{3} + \\htmlData{id=x.0}{x}'), '{a^{2}}^{3} + x');
  assert.equal(api.plainLatex('\\htmlData{id=z.1.0}{\\sigma}z'), '{\\sigma}z');
  assert.equal(api.plainLatex('\\frac{\\htmlData{id=L}{L}}{\\{2\\}}'), '\\frac{L}{\\{2\\}}');
});
