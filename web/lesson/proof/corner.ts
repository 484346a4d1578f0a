/** Where an activation has no derivative, a note names the slope that was used. Its texts are fetched when one is due. */
import { nothing, type TemplateResult } from 'lit';
import type { Corner, GradientCorners, Step } from '../../../wasm/index';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import type { LessonView } from '../view';

const notes = new Lazy(() => import('./cornerNotes'));

/** A weighted sum is noted only where rounding keeps it off the corner: its slope is asked for later. */
const isTold = ({ corner, rule }: Step): boolean => corner !== undefined && !(corner.exact && rule === 'weighted_sum');

export const stepCorners = (view: LessonView, steps: Step[]) =>
  cornerNotes(
    view,
    steps.filter(isTold).map(({ corner }) => corner!),
  );

export function cornerNotes(view: LessonView, corners: Corner[]): TemplateResult | typeof nothing {
  return corners.length > 0 ? fetched(view, notes, (part) => part.cornerNotes(view, corners)) : nothing;
}

/** The note beside a gradient of that value. `proof`: it is shown with the three ways. */
export function gradientNote(
  view: LessonView,
  { corners, value, proof = false }: { corners?: GradientCorners; value: number; proof?: boolean },
): TemplateResult | typeof nothing {
  return corners ? fetched(view, notes, (part) => part.gradientNote(view, corners, value, proof)) : nothing;
}
