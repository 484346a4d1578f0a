/** The state of the page itself, which no link needs to carry. */
import type { QuantityId, ScriptTarget } from '../../wasm/index';
import type { Controls, Theme } from '../api';
import type { Fault } from '../work/problem';

export type Dialog = 'help' | 'check' | 'take' | null;
export type Sheet = 'network' | 'samples' | 'json';
/** What can be taken from the page: to be embedded in another, where that allows scripts and where not; or as a document. */
export type ExportKind =
  | ('element' | 'iframe' | 'block' | 'pieces')
  | ('animation' | 'svg' | 'png' | 'formula' | 'mathml')
  | 'link'
  | ('derivation' | 'markdown' | 'print')
  | ScriptTarget;

/** The text of a field that does not hold yet, and why it cannot. */
export interface Draft {
  text: string;
  fault: Fault | null;
}

export interface PageState {
  /** the quantity pointed at */
  highlighted: QuantityId | null;
  /** the quantity whose value is being typed */
  editing: (Draft & { id: QuantityId; before: string }) | null;
  /** what is typed for η and is no learning rate */
  eta: Draft | null;
  /** the diagram's part that Tab comes to */
  roving: QuantityId | null;
  /** which factor of which path is open, `path:factor` */
  openFactor: string | null;
  dialog: Dialog;
  /** the first neuron shown of each folded layer; layer 0 is the inputs */
  windows: Record<number, number>;
  /** which step of the finite differences: 0 is the largest */
  epsilon: number;
  /** activations that the graph shows operation by operation */
  openActivations: ReadonlySet<QuantityId>;
  /** of the graph; null: as suits its width */
  graphZoom: number | 'whole' | null;
  /** what of the editor is open */
  sheet: Sheet | null;
  /** a draft of the document */
  documentText: string | null;
  /** a file is held over the page */
  dropping: boolean;
  exportKind: ExportKind;
  /** LaTeX of a formula that could not be copied in its place */
  exportFormula: string | null;
  /** what came of copying or printing */
  exportStatus: string;
  /** where the toolbar has little room, its settings fold away */
  menuOpen: boolean;
  playing: boolean;
  /** how fast it plays: 1 is as fast as the sentences can be read */
  speed: number;
  /** where the dock has little room, its further controls fold away */
  dockOpen: boolean;
  /** the second parameter of the slope panel */
  second: QuantityId | null;
  /** room for the picture in CSS pixels; null: as tall as suits */
  diagramHeight: number | null;
  /** how many iterations are asked for */
  runs: Draft;
  /** iterations under way */
  running: { done: number; count: number } | null;
  /** the steps that go like the one in full are shown */
  likewiseOpen: boolean;
  /** the end of an iteration lists every parameter */
  allChanges: boolean;
  /** the outputs of all samples are shown */
  outputsOpen: boolean;
  /** what was copied a moment ago: a formula's LaTeX, `link`, `document` */
  copied: string | null;
  theme: Theme;
  controls: Controls;
  /** the element fills a page and owns its address */
  linked: boolean;
  /** width of the diagram's column in CSS pixels */
  diagramWidth: number;
  /** width of the slope panel in CSS pixels */
  slopeWidth: number;
  /** the panel is under the picture */
  narrow: boolean;
  /** the picture is small enough to stay in sight above a narrow page's panel */
  pinned: boolean;
}

/** The part that is about the values of one document. */
export const ofOneDocument = () =>
  ({ highlighted: null, editing: null, eta: null, openFactor: null }) satisfies Partial<PageState>;

/** The part that is about the neurons of one network. */
export const ofOneShape = () =>
  ({ roving: null, second: null, windows: {}, openActivations: new Set<QuantityId>() }) satisfies Partial<PageState>;

export const initialPage = (): PageState => ({
  ...ofOneDocument(),
  ...ofOneShape(),
  dialog: null,
  epsilon: 3,
  graphZoom: null,
  sheet: null,
  documentText: null,
  dropping: false,
  exportKind: 'markdown',
  exportFormula: null,
  exportStatus: '',
  menuOpen: false,
  playing: false,
  speed: 1,
  dockOpen: false,
  diagramHeight: null,
  runs: { text: '1000', fault: null },
  running: null,
  likewiseOpen: false,
  allChanges: false,
  outputsOpen: false,
  copied: null,
  theme: 'auto',
  controls: 'full',
  linked: false,
  diagramWidth: 640,
  slopeWidth: 640,
  narrow: false,
  pinned: false,
});
