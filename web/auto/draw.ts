/** Figures in the place of code blocks. */
import { formatText, loadCore, type Core } from '../../wasm/index';
import '../element/index';
import { fetchFault } from '../kit/texts';
import { languageOf } from '../work/choices';
import { findScenario, firstScenario } from '../scenarios/index';
import { prepare } from '../work/opening';
import { faultOf, PageError } from '../work/problem';
import { resolveName } from '../work/quantity';
import { BlockError, readBlock, type Block } from './blocks';
import { blockTexts } from './texts';

let figures = 0;

/** A figure in the place of the frame, or the reason before it why there is none. */
export async function drawBlock(frame: HTMLElement, code: string): Promise<void> {
  try {
    const block = readBlock(code);
    // Without the core the element itself says so.
    const core = await loadCore().catch(() => null);
    if (core) check(block, core);
    frame.replaceWith(figureOf(block));
  } catch (error) {
    frame.before(await noteAbout(error, frame));
  }
}

/** Throws what is wrong with the scenario, or with what is asked of it. What lies at an address is the element's to check. */
function check({ attributes, json }: Block, core: Core): void {
  const { scenario = firstScenario.id, src, parameter, loss } = attributes;
  if (src !== undefined && json === null) return;
  const document = json === null ? findScenario(scenario)?.document : core.read(json);
  if (!document) throw new PageError('unknownScenario', { name: scenario });
  const asked = parameter && (resolveName(parameter, document) ?? parameter);
  prepare(core, {
    scenario: null,
    document,
    loss: loss as typeof document.loss,
    parameter: asked,
    history: [],
  }).session.close();
}

function figureOf({ kind, attributes, json }: Block): HTMLElement {
  const element = document.createElement(`backprop-${kind}`) as HTMLElement & { document: string | null };
  // A figure is one of its own, unless its author ties it to others.
  const own = kind === 'playground' ? { controls: 'stepper' } : { session: `figure ${++figures}` };
  for (const [name, value] of Object.entries({ ...own, ...attributes })) element.setAttribute(name, value);
  element.document = json;
  return element;
}

async function noteAbout(error: unknown, frame: HTMLElement): Promise<HTMLElement> {
  const language = languageOf(frame.closest('[lang]')?.getAttribute('lang') || navigator.language);
  const texts = blockTexts[language];
  const note = document.createElement('p');
  note.className = 'backprop-fault';
  note.lang = language;
  note.setAttribute('role', 'alert');
  note.textContent = texts.wrong(
    error instanceof BlockError
      ? texts.fault({ ...error.fault, text: formatText(error.fault.text, 80) })
      : await fetchFault(faultOf(error), language),
  );
  note.style.borderInlineStart = '4px solid #d0375a';
  note.style.paddingInlineStart = '12px';
  return note;
}
