/** The interface of `backprop-playground/auto`: importing it draws the blocks of the page once its text is there. */

/**
 * Puts a figure in the place of each code block of the language `backprop` below `root`; a block that is wrong stays, with
 * the reason before it. For text that comes into the page later. Settles when every block has been gone through.
 */
export declare function drawBlocks(root?: ParentNode): Promise<void>;
