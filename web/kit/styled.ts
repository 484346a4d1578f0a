/** Styles of a single element, under a policy that forbids style attributes too: they are set as properties. */
import { noChange, nothing } from 'lit';
import { Directive, directive, type AttributePart } from 'lit/directive.js';

class Styled extends Directive {
  private set: unknown = '';

  render(style: string | typeof nothing): unknown {
    return style;
  }

  override update({ element }: AttributePart, [style]: [string | typeof nothing]): unknown {
    if (style !== this.set) (element as HTMLElement).style.cssText = style === nothing ? '' : String(style);
    this.set = style;
    return noChange;
  }
}

/** The value of an attribute `style`. */
export const styled = directive(Styled);
