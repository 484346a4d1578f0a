/** The facts that the sentence under the graph needs, as symbols and written numbers. */
export interface GraphWords {
  kind:
    | 'start'
    | 'weighted_sum'
    | 'activation'
    | 'loss'
    | 'delta_output'
    | 'fork'
    | 'delta_hidden'
    | 'weight_gradient'
    | 'bias_gradient'
    | 'batch'
    | 'update'
    | 'path';
  /** the node that it is about */
  node: string;
  /** how many wires leave it */
  wires: number;
  /** what each brings back */
  flows: string[];
  /** some of them are not in the picture */
  hidden: boolean;
  /** products of the sum that are not in the picture */
  left: number;
  /** the gradient of the node */
  total: string;
}
