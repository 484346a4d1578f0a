/** The network as source code. */

/** The programs that a network can be exported to: Python with NumPy or PyTorch, C++ with Eigen. */
export type ScriptTarget = 'numpy' | 'pytorch' | 'eigen';

/** An elementwise function of arrays and its derivative, as source code in `z` and `a`, or in `a` (or `z`) and `t`. */
export interface FunctionCode {
  value: string;
  slope: string;
}

/** The activations and the loss of a network as source code, written from the formulas that the core differentiates. */
export interface NetworkCode {
  /** f(z), and f′(z) from z and a; one entry for each activation that the network has */
  activations: Record<string, FunctionCode>;
  loss: {
    /** numerator of the fraction that is the factor before the sum over the outputs */
    numerator: number;
    /** denominator of that fraction */
    denominator: number;
    /** the term of one output as a function of a and t, and its derivative with respect to a */
    ofOutput: FunctionCode;
    /**
     * where the loss is computed fused with the output's activation: of z and t, and its derivative with respect to z,
     * which is δ
     */
    ofSum?: FunctionCode;
  };
}
