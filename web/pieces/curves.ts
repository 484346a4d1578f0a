/** The curves of an article: the loss over a parameter, over an output, or over the updates of a run. */
import { svg, type SVGTemplateResult } from 'lit';
import { formatNumber, type QuantityId, type Session } from '../../wasm/index';
import { plotAxes, plotLine, plotPoint, plotScales, type Axis } from '../kit/plot';
import { labelled, type Curve } from '../lesson/slope/curve';
import { areaOf } from '../lesson/slope/frame';
import { nearRange, wideRange } from '../lesson/slope/range';
import { slopeTexts } from '../lesson/slope/texts';
import type { Messages } from '../messages/en/index';
import { isParameter, parseId } from '../work/quantity';
import type { Facts } from './facts';
import { pieceTexts } from './texts';

const POINTS = 201;

export interface Size {
  width: number;
  height: number;
}

/** How a curve is asked for. */
export interface CurveRequest {
  id: QuantityId;
  size: Size;
  /** the curve around the next step, in place of the whole of it */
  near: boolean;
}

/** The loss over a parameter or over an output; null where it has no such curve, or is not finite. */
export function curveOver(request: CurveRequest, facts: Facts, messages: Messages): Curve | null {
  return isParameter(request.id) ? ofParameter(request, facts, messages) : ofOutput(request, facts, messages);
}

function ofParameter({ id, size, near }: CurveRequest, facts: Facts, messages: Messages): Curve | null {
  const { work } = facts;
  const [value, loss, slope] = [facts.value(id), facts.value('L'), facts.value(`d${id}`)];
  if (value === null || loss === null || slope === null) return null;
  const after = facts.value(`new ${id}`);
  const [from, to] = near ? nearRange(value, after) : wideRange(value, after);
  const batch = work.sampleCount > 1;
  const of = batch ? { batch } : { sample: facts.sample };
  const { values, losses } = work.session.slice(id, from, to, POINTS, of);
  const there = after === null ? null : lossAt(work.session, id, value, after, of);
  const landing = after === null || after === value ? null : there === null ? 'nowhere' : ([after, there] as const);
  return withWords(
    id,
    { clip: clipOf(id), ...size, values, losses, point: [value, loss], slope, landing },
    facts,
    messages,
  );
}

/** The loss knows of a network nothing but its outputs: it is that of a network that hands its inputs on. */
function ofOutput({ id, size }: CurveRequest, facts: Facts, messages: Messages): Curve | null {
  const { design, session, core, numbers } = facts.work;
  const { layers } = design.network;
  const q = parseId(id)!;
  if (q.kind !== 'a' || q.layer !== layers.length) return null;
  const outputs = session.forward(facts.sample).layers[layers.length - 1].a;
  const value = outputs[q.neuron];
  const [loss, slope] = [facts.value('L'), facts.factor('L', id)?.value ?? null];
  if (loss === null || slope === null) return null;
  const identity = Array.from(outputs, (_, i) => Array.from(outputs, (_, j) => (i === j ? 1 : 0)));
  const handOn = {
    units: outputs.length,
    activation: 'linear',
    weights: identity,
    biases: identity.map(() => 0),
  } as const;
  const plotted = core.open({
    version: 1,
    network: { inputs: outputs.length, layers: [{ ...handOn }] },
    loss: design.loss,
    samples: [{ x: [...outputs], t: numbers.samples[facts.sample].t }],
  });
  try {
    const bounds = outputRanges[layers[layers.length - 1].activation];
    const [from, to] = bounds ?? wideRange(value, null);
    const { values, losses } = plotted.slice(`x.${q.neuron}`, from, to, POINTS);
    return withWords(
      id,
      { clip: clipOf(id), ...size, values, losses, point: [value, loss], slope, landing: null },
      facts,
      messages,
    );
  } catch {
    return null; // a loss that is computed from the weighted sums has no such curve
  } finally {
    plotted.close();
  }
}

/** The values that an activation can have, where they are within bounds. */
const outputRanges: Partial<Record<string, [number, number]>> = { sigmoid: [0, 1], softmax: [0, 1], tanh: [-1, 1] };

const withWords = (
  id: QuantityId,
  curve: Parameters<typeof labelled>[0],
  { label }: Facts,
  messages: Messages,
): Curve => labelled(curve, id, { label, text }, slopeTexts({ messages }));

const clipOf = (id: QuantityId) => `frame-${id.replaceAll('.', '-')}`;

/** The loss where a parameter has another value; null where it is not a finite number. */
function lossAt(session: Session, id: QuantityId, value: number, after: number, of: object): number | null {
  if (after === value) return null;
  const { losses } = session.slice(id, Math.min(value, after), Math.max(value, after), 2, of);
  const loss = losses[after > value ? 1 : 0];
  return Number.isFinite(loss) ? loss : null;
}

/** The losses of a run, up to the first that is no finite number, with a point at one of its updates. */
export interface Run {
  size: Size;
  losses: readonly number[];
  at: number;
}

export function runOf(facts: Facts, updates: number, at: number | null, size: Size): Run {
  const losses = facts.lossesOfRun(updates);
  return { size, losses, at: Math.min(at ?? losses.length - 1, losses.length - 1) };
}

export function runDrawing({ size, losses, at }: Run, messages: Messages): SVGTemplateResult {
  const area = areaOf(size);
  const words = pieceTexts({ messages });
  const x: Axis = { from: 0, to: Math.max(1, losses.length - 1), name: words.updates, text: String, whole: true };
  const y: Axis = { from: 0, to: Math.max(...losses) * 1.06 || 1, name: 'L', text: (value) => text(value, 3) };
  const scales = plotScales(area, x, y);
  const points = losses.map((loss, update) => plotPoint(scales.x(update), scales.y(loss)));
  return svg`${plotAxes(area, x, y)} ${plotLine('run-line', points)}
    <circle class="here" cx=${scales.x(at)} cy=${scales.y(losses[at])} r="6" />`;
}

export const runSentence = ({ losses, at }: Run, messages: Messages): string =>
  pieceTexts({ messages }).afterUpdates(String(at), text(losses[at]));

const text = (value: number, digits = 4): string => formatNumber(value, digits).text;
