/** What quantities are called, as the core has it: in formulas and picture, menus and sentences alike. */
import { parseQuantityId, quantityExists, shapeOf, type QuantityId, type QuantitySymbol } from '../../wasm/index';
import type { Choices } from './choices';
import type { Work } from './work';

/** A quantity in one line of plain text: `w3`, `z⁽²⁾₁`, `∂L/∂w3`. */
export type Label = (id: QuantityId) => string;

/** Asked once for each document, notation and scheme of names. */
export class Symbols {
  private of = '';
  private document: unknown = null;
  private readonly known = new Map<QuantityId, QuantitySymbol>();

  constructor(private readonly state: { readonly work: Work; readonly choices: Readonly<Choices> }) {}

  symbol(id: QuantityId): QuantitySymbol {
    const { work, choices } = this.state;
    const { notation, naming } = choices;
    const of = `${notation} ${naming}`;
    if (this.of !== of || this.document !== work.original) this.known.clear();
    [this.of, this.document] = [of, work.original];
    let symbol = this.known.get(id);
    if (!symbol) {
      const q = parseQuantityId(id);
      const exists = q !== null && quantityExists(q, shapeOf(work.original));
      symbol = exists ? work.session.symbol(id, { notation, naming }) : bare(id);
      this.known.set(id, symbol);
    }
    return symbol;
  }
}

/** An id that the network does not have stays as it is. */
const bare = (id: string): QuantitySymbol => ({ base: id, upper: '', lower: '', named: true, text: id });
