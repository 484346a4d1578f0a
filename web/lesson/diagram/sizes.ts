/** How large everything in the diagram is: one scale, which grows with the room there is. */

export interface Room {
  /** in CSS pixels */
  width: number;
  /** null: as tall as suits */
  height: number | null;
}

/** Font sizes in CSS pixels. */
export interface TypeScale {
  /** values on edges, biases, δ, loss terms */
  label: number;
  /** values inside of neurons and boxes */
  value: number;
  name: number;
  /** z inside of a neuron, headings */
  small: number;
}

export interface Sizes {
  width: number;
  height: number;
  type: TypeScale;
  /** radius of a neuron */
  radius: number;
  /** from row to row */
  spacing: number;
  /** room for bias and δ below a neuron, and for the name of the one below */
  roomy: boolean;
  /** rows so close that names and side values are shown only for what is active or pointed at */
  dense: boolean;
  /** room above the rows for the headings */
  heading: number;
}

/** Nothing is set smaller. */
const LEAST_TYPE = 12;
const MOST_UNIT = 34;
/** In units: radius of a neuron, way between two of them, texts between two rows, headings. */
const RADIUS = 2.25;
const RUN = 7.9;
const TEXTS = 4.1;
/** With less room: a name, and the δ of the neuron above. */
const SIDE_TEXTS = 2.75;
const HEADING = 2;
/** The least radius of a neuron with all these texts around it. */
const LEAST_ROOMY = 22;
/** Rows where only what is active has texts. */
const LEAST_SPACING = { own: 50, filling: 36 };
/** Narrower pictures are for fingers: they keep their rows apart, and scroll where they are taller than their place. */
const PHONE = 560;
/** The least width of a column before the picture is scrolled sideways. */
const LEAST_COLUMN = 52;
/** Circles take at most this part of the width. */
const MOST_FILLED = 0.49;
/** A picture as tall as suits is at most so tall as it is wide. */
const SUITS = { least: 340, share: 0.8 };

/** `gaps`: widths of the ways between the columns, in units; `rows`: of the fullest column. */
export function sizesFor({ width: given, height: asked }: Room, gaps: readonly number[], rows: number): Sizes {
  const columns = gaps.length + 1;
  const ways = gaps.reduce((sum, gap) => sum + gap, 0);
  const width = Math.max(given, columns * LEAST_COLUMN);
  const most = asked ?? Math.max(SUITS.least, SUITS.share * width);
  const byWidth = width / (columns * 2 * RADIUS + ways * RUN);
  const byHeight = most / (HEADING + rows * (2 * RADIUS + TEXTS));
  const unit = Math.max(LEAST_TYPE, Math.min(byWidth, byHeight, MOST_UNIT));
  // Texts around the neurons grow less than the neurons, so that more of them have room.
  const type = LEAST_TYPE * (unit / LEAST_TYPE) ** 0.65;
  const heading = HEADING * type;
  const widest = Math.min(RADIUS * unit, (MOST_FILLED * width) / (2 * columns));
  const available = (most - heading) / rows;
  const roomiest = Math.min(widest, (available - TEXTS * type) / 2);
  const roomy = roomiest >= Math.min(widest, LEAST_ROOMY);
  const spacing = roomy
    ? asked === null
      ? Math.min(available, 2 * roomiest + (TEXTS + 0.8) * type)
      : available
    : Math.max(asked === null || given < PHONE ? LEAST_SPACING.own : LEAST_SPACING.filling, available);
  return {
    width,
    height: heading + rows * spacing,
    type: {
      label: type,
      value: Math.max(unit, LEAST_TYPE),
      name: type * 1.1,
      small: Math.max(LEAST_TYPE, type * 0.88),
    },
    radius: roomy
      ? roomiest
      : Math.min(widest, spacing * 0.29, Math.max(0.24 * spacing, (spacing - SIDE_TEXTS * type) / 2)),
    spacing,
    roomy,
    dense: spacing < 70,
    heading,
  };
}
