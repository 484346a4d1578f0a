/** Colours that are one in light and another in dark, also in browsers without `light-dark()`. */
import { css, unsafeCSS, type CSSResult } from 'lit';

const isKnown = typeof CSS === 'undefined' || CSS.supports('color', 'light-dark(red, red)');
const bothColours = /light-dark\(((?:[^(),]|\([^()]*\))+),((?:[^(),]|\([^()]*\))+)\)/g;

/** One of `--in-light` and `--in-dark` is unset and leaves the colour after it, the other is empty and leaves nothing. */
export const inBothSchemes = (styles: CSSResult): CSSResult =>
  isKnown ? styles : unsafeCSS(styles.cssText.replace(bothColours, 'var(--in-light,$1) var(--in-dark,$2)'));

export const colourScheme = isKnown
  ? css``
  : css`
      :host,
      :host([theme='light']),
      .light-paper {
        --in-light: initial;
        --in-dark: ;
      }
      :host([theme='dark']) {
        --in-light: ;
        --in-dark: initial;
      }
      @media (prefers-color-scheme: dark) {
        :host([theme='auto']) {
          --in-light: ;
          --in-dark: initial;
        }
      }
    `;
