/** A scenario of the page's menu. */
import type { QuantityId, Scenario } from '../../wasm/index';

export interface ScenarioEntry {
  document: Scenario;
  /** the parameter worth deriving first */
  parameter: QuantityId;
  /** author, title, year: shown as text; where the document has printed figures, it names their source itself */
  source?: string;
  /** shown as text beside it: the page itself asks nobody for anything */
  url?: string;
}
