/** The one mapping between data and pixels that every part of the picture uses. */
import type { ScenarioSample } from '../../wasm/index';
import { linearScale, type PlotArea } from '../kit/plot';
import { EXTENT } from './run';

export const area: PlotArea = { width: 520, height: 500, left: 40, right: 24, top: 22, bottom: 40 };

export const toX = linearScale(-EXTENT, EXTENT, area.left, area.width - area.right);
export const toY = linearScale(-EXTENT, EXTENT, area.height - area.bottom, area.top);
export const fromX = linearScale(area.left, area.width - area.right, -EXTENT, EXTENT);
export const fromY = linearScale(area.height - area.bottom, area.top, -EXTENT, EXTENT);

/** Where a sample stands: its inputs, or its input and its target. */
export const placeOf = ({ x, t }: ScenarioSample): [number, number] => [x[0], x.length > 1 ? x[1] : t[0]];
