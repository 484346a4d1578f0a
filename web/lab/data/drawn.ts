/** The points of the sets that the worker draws. No DOM. */
import type { Lab } from '../../../wasm/lab/index';
import { dataSetOf, drawOf, type Setup } from '../setup';
import { viewOf, type DataSet, type View } from './dataSet';

/** The settings that each of these data were drawn by. */
const drawnBy = new WeakMap<DataSet, string>();

const settingsText = (setup: Setup): string => JSON.stringify(drawOf(setup));

/** Whether those are the data of that setup; the reader's own always are. */
export const areOf = (data: DataSet, setup: Setup): boolean =>
  setup.data === 'own' || drawnBy.get(data) === settingsText(setup);

/** The data with other points, while one of them is moved. */
export function moved(data: DataSet, points: DataSet['points']): DataSet {
  const next = { ...data, points };
  drawnBy.set(next, drawnBy.get(data) ?? '');
  return next;
}

/** The data of a setup, and the picture of all that they would be without noise. */
export async function drawn(lab: Lab, setup: Setup): Promise<{ data: DataSet; view: View }> {
  const [points, pure] = await Promise.all([lab.draw(drawOf(setup)), lab.draw({ ...drawOf(setup), noise: 0 })]);
  const data = dataSetOf(setup, points);
  drawnBy.set(data, settingsText(setup));
  return { data, view: viewOf(dataSetOf(setup, pure)) };
}
