/** The one mapping between data and pixels that every part of the picture uses. */
import { linearScale, type PlotArea } from '../kit/plot';
import type { View } from './data/dataSet';

export const area: PlotArea = { width: 520, height: 500, left: 40, right: 24, top: 22, bottom: 40 };

const [left, right, foot, top] = [area.left, area.width - area.right, area.height - area.bottom, area.top];

export const mappingOf = ({ x, y }: View) => ({
  toX: linearScale(x.from, x.to, left, right),
  toY: linearScale(y.from, y.to, foot, top),
  fromX: linearScale(left, right, x.from, x.to),
  fromY: linearScale(foot, top, y.from, y.to),
});
