/** Why the network does not learn, or that it does: the finding of the core, what changes the cause, what derives it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { QuantityId } from '../../../wasm/index';
import type { Condition, Diagnosis } from '../../../wasm/lab/index';
import type { Run } from '../run';
import type { Setup } from '../setup';
import type { InsightTexts } from './insight.en';
import type { Measures } from './measured';
import { number } from '../number';
import { parameterName } from './names';
import { remediesOf, type Remedy } from './remedies';

export function why(
  run: Run,
  measures: Measures | undefined,
  derive: (parameter: QuantityId) => unknown,
  words: InsightTexts,
): TemplateResult {
  return html`<section class="why" aria-labelledby="why-title">
    <h2 id="why-title">${words.whyTitle}</h2>
    ${
      measures
        ? html`<ul>
            ${measures.condition.diagnoses.map((one, index) => finding(run, measures, one, index, derive, words))}
          </ul>`
        : html`<p class="aside">${words.measuring}</p>`
    }
  </section>`;
}

function finding(
  run: Run,
  { condition, shown }: Measures,
  one: Diagnosis,
  index: number,
  derive: (parameter: QuantityId) => unknown,
  words: InsightTexts,
): TemplateResult {
  const remedies = remediesOf(one, condition.health, shown.setup, words);
  return html`<li class=${index === 0 ? 'first-finding' : ''} data-finding=${one.finding}>
    <p>${sentence(one, condition, shown.setup, words)}</p>
    <div class="ways">
      ${remedies.map((remedy) => html`<button class="plain-button remedy" @click=${() => run.setup === shown.setup && meet(run, remedy)}>${remedy.label}</button>`)}
      ${one.finding === 'diverged' ? nothing : html`<button class="plain-button derive" @click=${() => derive(one.focus)}>${words.derive(parameterName(one.focus))}</button>`}
    </div>
  </li>`;
}

async function meet(run: Run, { part, beginsAgain }: Remedy): Promise<void> {
  await run.change(part);
  if (beginsAgain) await run.open();
}

function sentence(one: Diagnosis, { health }: Condition, setup: Setup, { findings }: InsightTexts): string {
  const { layer, count, of } = one;
  const [value, other] = [number(one.value), number(one.other)];
  switch (one.finding) {
    case 'diverged':
      return findings.diverged;
    case 'symmetric':
      return findings.symmetric(count, layer);
    case 'deadUnits':
      return findings.deadUnits(count, of, layer);
    case 'wrongSide':
      return findings.wrongSide(count, of, value);
    case 'exploding':
      return findings.exploding(value, other, layer);
    case 'vanishing':
      return findings.vanishing(number(one.value / one.other, 2), layer, value, other);
    case 'overshooting':
      return findings.overshooting(value, String(setup.learningRate), number(health.loss), other);
    case 'rising':
      return findings.rising(value, other, String(setup.learningRate));
    case 'notSeparable':
      return findings.notSeparable(count, of, percent(one.value));
    case 'tooSmall':
      return findings.tooSmall(percent(one.value), Number.isFinite(one.other) ? percent(one.other) : undefined);
    case 'settled':
      return findings.settled(number(health.loss), percent(one.value));
    case 'learnt':
      return findings.learnt(of);
    case 'healthy':
      return one.value > 0 ? findings.healthy(value, other) : findings.healthyStart;
  }
}

const percent = (part: number): string => `${number(100 * part, 2)} %`;
