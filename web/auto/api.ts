/**
 * The interface of `backprop-playground/auto`: importing it draws the blocks of the page once its text is there, and those that
 * come into it later. Those within shadow roots are drawn by `drawBlocks`.
 */

/**
 * Puts a figure in the place of each code block of the language `backprop` below `root`; a block that is wrong stays, with
 * the reason before it. The marks in the text below `root` become numbers where the page has switched them on
 * (`<meta name="backprop-marks" content="[[ ]]">`). Settles when every block has been gone through.
 */
export declare function drawBlocks(root?: ParentNode): Promise<void>;
