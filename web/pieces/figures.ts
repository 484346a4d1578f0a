/** The figures of an article as drawings, in the sizes that it has them in. No element: pages are written with them too. */
import { html, nothing, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatNumber, shapeOf, type QuantityId } from '../../wasm/index';
import type { Actions } from '../lesson/actions';
import { diagram } from '../lesson/diagram/diagram';
import { Lesson } from '../lesson/lesson';
import { initialPage } from '../lesson/pageState';
import { curveDrawing, scalesOf } from '../lesson/slope/curve';
import { slopeTexts } from '../lesson/slope/texts';
import { LessonView } from '../lesson/view';
import type { Messages } from '../messages/en/index';
import { allowed } from '../work/choices';
import { outputId } from '../work/quantity';
import { curveOver, runDrawing, runOf, runSentence } from './curves';
import type { Facts } from './facts';
import { figureWidths, plotSizes } from './sizes';
import { pieceTexts } from './texts';

export type FigureSize = keyof typeof figureWidths;

export interface Figure {
  drawing: TemplateResult | typeof nothing;
  /** what it shows, in words; empty: this network has no such figure */
  words: string;
  /** a sentence below it */
  below?: string;
}

/** What the attributes of a `backprop-network` ask for. */
export interface NetworkAsked {
  step: number | null;
  known: string | null;
  parameter: string | null;
  edges: string | null;
}

export function networkFigure(asked: NetworkAsked, facts: Facts, messages: Messages, size: FigureSize): Figure {
  const lesson = new Lesson(facts.work);
  const parameter = asked.parameter === null ? null : facts.id(asked.parameter);
  lesson.view({
    position: asked.step ?? (asked.known === null ? 0 : (facts.stepsUntil(asked.known) ?? 0)),
    parameter,
    panel: parameter ? 'derive' : 'step',
    edges: allowed('edges', asked.edges),
  });
  const page = { ...initialPage(), controls: 'none' as const, diagramWidth: figureWidths[size] };
  const drawing = diagram(new LessonView(lesson, messages, page, {} as Actions));
  const computed = lesson.known();
  const values = [...valuesSpoken(facts)].flatMap((id) => {
    const value = computed.get(id);
    return value === undefined ? [] : [`${facts.label(id)} ${formatNumber(value, 4).text}`];
  });
  lesson.close();
  return { drawing, words: `${messages.diagram.label}: ${values.join(', ')}` };
}

/** The numbers in the circles and boxes of a picture. */
function* valuesSpoken({ work }: Facts): Generator<QuantityId> {
  const shape = shapeOf(work.design);
  for (const [layer, units] of shape.entries())
    for (let neuron = 0; neuron < units; neuron++) yield outputId(layer, neuron);
  for (let k = 0; k < shape[shape.length - 1]; k++) yield `t.${k}`;
  yield 'L';
}

/** What the attributes of a `backprop-plot` ask for. */
export interface PlotAsked {
  over: string;
  updates: number;
  near: boolean;
}

export function plotFigure(asked: PlotAsked, facts: Facts, messages: Messages, size: FigureSize): Figure {
  const { width, height } = plotSizes[size];
  const { svg, words, below } =
    asked.over === 'updates' ? run(asked, facts, messages, size) : curve(asked, facts, messages, size);
  const drawing = words ? html`<svg viewBox="0 0 ${width} ${height}">${svg}</svg>` : nothing;
  return { drawing, words, below };
}

interface Plot extends Omit<Figure, 'drawing'> {
  svg: SVGTemplateResult | typeof nothing;
}

function run({ updates }: PlotAsked, facts: Facts, messages: Messages, size: FigureSize): Plot {
  const drawn = runOf(facts, updates, null, plotSizes[size]);
  const below = runSentence(drawn, messages);
  const words = `${pieceTexts({ messages }).run(drawn.losses.length - 1)}: ${below}`;
  return { svg: runDrawing(drawn, messages), words, below };
}

function curve({ over, near }: PlotAsked, facts: Facts, messages: Messages, size: FigureSize): Plot {
  const id = facts.id(over);
  const drawn = id && curveOver({ id, size: plotSizes[size], near }, facts, messages);
  if (!drawn) return { svg: nothing, words: '' };
  const texts = [...drawn.point, drawn.slope].map((number) => drawn.text(number, 4)) as [string, string, string];
  return {
    svg: curveDrawing({ ...drawn, clip: `${drawn.clip}-${drawn.width}` }, scalesOf(drawn)),
    words: slopeTexts({ messages }).spoken(drawn.name, ...texts),
  };
}
