export const dataEn = {
  own: 'Your points',
  ownCount: (points: number) => (points === 1 ? 'Your data: 1 point.' : `Your data: ${points} points.`),
  notKept: 'There is no room in this browser to keep them for your next visit: export them.',
  standardised: 'The network gets each input as (x − mean) / standard deviation; the picture has the data’s own units.',
  none: 'There are no points: click into the picture to add some, or choose a data set.',
  undo: 'Undo the last change of the data',
  redo: 'Redo the change of the data',
  clear: 'Clear all points',
  fieldTitle: 'Output over both inputs',
  someDrawn: (drawn: number, all: number) => `${drawn} of the ${all} points are drawn; all of them count.`,
  adds: (name: string) => `adds class ${name}`,
  className: (name: string) => `class ${name}`,
  borders: 'between two classes',
  value: 'of the value',
  relabelled: (name: string) => `The point is of class ${name} now.`,
  revalued: (value: string) => `The point has the value ${value} now.`,
  lineDescribed: (x: string, from: string, to: string, points: number) =>
    `The network's output over ${x} from ${from} to ${to}, with the targets of ${points} points.`,
  areaDescribed: (x: string, fromX: string, toX: string, y: string, fromY: string, toY: string) =>
    `The network's output over ${x} from ${fromX} to ${toX} and ${y} from ${fromY} to ${toY}.`,
  valuesDescribed: (points: number) => `The colours of ${points} points are their targets.`,
  classesDescribed: (points: number, counts: string[]) => `${points} points: ${counts.join(', ')}.`,
  ofClass: (count: number, name: string) => `${count} of class ${name}`,
  share: (percent: number, name: string) => `The network gives class ${name} to ${percent} % of the area.`,
};

export type DataTexts = typeof dataEn;
