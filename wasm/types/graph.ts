/** The iteration as a graph of operations. */
import type { QuantityId } from './ids';

export type GraphOperation =
  | 'given'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'negate'
  | 'power'
  | 'exp'
  | 'log'
  | 'positive_part'
  | 'is_positive'
  | 'where_positive'
  | 'sigmoid'
  | 'square_root'
  | 'function';

export interface GraphOptions {
  /**
   * The definitions to open into their elementary operations: of weighted sums `z.l.j`, outputs `a.l.j`, loss terms
   * `L.k`, or `L` where there is one output. Left out: all weighted sums and all of the loss; an activation is one
   * node.
   */
  expand?: 'all' | readonly QuantityId[];
  /** The quantities to include; all when left out. Gradients are those of the whole network all the same. */
  only?: readonly QuantityId[];
}

export interface GraphNode {
  /**
   * The quantity's own id, or for an operation inside the definition of a quantity that id and a number, in the order
   * of computing: `z.2.0:1` is the second product of the weighted sum `z.2.0`
   */
  id: string;
  /**
   * the quantity that the node is, or inside of whose definition it lies. In the graph of an update a parameter and the
   * settings are leaves of their own in each step that reads them: `mw.2.0.0:0` with the owner `beta1`
   */
  owner: QuantityId;
  isQuantity: boolean;
  /**
   * `given`: not computed. `function`: a definition that is not expanded. `subtract` and `divide`: the constant or the
   * first operand, less or by the last. `where_positive`: the first operand where the sum is positive, else the second.
   */
  operation: GraphOperation;
  /** the constant among the operands of `add`, `subtract`, `multiply`, `divide` */
  constant?: number;
  /** the exponent of `power` */
  exponent?: number;
  /** null: this form has no finite value here, though the quantity has */
  value: number | null;
  /** ∂L/∂node: the `flow` of all edges that leave the node, added up; null in the graph of an update */
  gradient: number | null;
  /** in the graph of an update: the node is `owner` as the update leaves it; a velocity or moment under its own id is as before */
  isAfter?: true;
}

export interface GraphEdge {
  /** index of the operand among `nodes` */
  from: number;
  /** index of the node that takes it in */
  to: number;
  /** ∂to/∂from; in the graph of an update null, as is `flow` */
  derivative: number | null;
  /** the gradient that flows back along the edge: `derivative` times the gradient of `to` */
  flow: number | null;
}

export interface ComputationGraph {
  /** in the order of computing: operands before what takes them in */
  nodes: GraphNode[];
  /** the edges into one node are in the order of its operands */
  edges: GraphEdge[];
}
