/** The fields of a form, each with its draft: selects, numbers, numbers with a button on either side. */
import { html, type TemplateResult } from 'lit';
import { iconButton } from '../kit/icons';
import { readNumber } from '../work/typedNumber';
import { EditorPart } from './editorPart';
import { textsOf } from './texts';

interface NumberField {
  /** names the field's draft */
  key: string;
  label: string;
  value: number;
  change: (value: number) => void;
}

export abstract class FormPart extends EditorPart {
  private labelled(label: string, field: TemplateResult): TemplateResult {
    return html`<span class="labelled"><span class="field-label" aria-hidden="true">${label}</span>${field}</span>`;
  }

  protected section(id: string, title: string, content: TemplateResult): TemplateResult {
    return html`<section aria-labelledby="${id}-title">
      <h3 id="${id}-title">${title}</h3>
      ${content}
    </section>`;
  }

  protected labelledSelect<T extends string>(
    key: string,
    label: string,
    value: T,
    options: (readonly [T, string])[],
    change: (value: T) => void,
  ): TemplateResult {
    return this.labelled(label, this.select(key, label, value, options, change));
  }

  protected select<T extends string>(
    key: string,
    label: string,
    value: T,
    options: (readonly [T, string])[],
    change: (value: T) => void,
  ): TemplateResult {
    return html`<select
      data-field=${key}
      aria-label=${label}
      aria-describedby="problem-${key}"
      @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        const asked = select.value as T;
        // A choice that was rejected is not shown as chosen.
        if (!this.drafts.try(key, asked, () => change(asked))) select.value = value;
      }}
    >
      ${options.map(([id, text]) => html`<option value=${id} .selected=${id === value}>${text}</option>`)}
    </select>`;
  }

  private input({ key, label, value, change }: NumberField): TemplateResult {
    const apply = (event: Event) => {
      const { value: text } = event.target as HTMLInputElement;
      this.drafts.try(key, text, () => change(readNumber(text)));
    };
    return html`<input
      data-field=${key}
      type="text"
      inputmode="decimal"
      autocomplete="off"
      spellcheck="false"
      aria-label=${label}
      aria-invalid=${this.drafts.fault(key) ? 'true' : 'false'}
      aria-describedby="problem-${key}"
      .value=${this.drafts.text(key, String(value))}
      @change=${apply}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || !this.drafts.fault(key)) return;
        event.stopPropagation();
        event.preventDefault();
        this.drafts.drop(key);
      }}
    />`;
  }

  protected number(field: NumberField): TemplateResult {
    return this.labelled(field.label, this.input(field));
  }

  protected counter(field: NumberField): TemplateResult {
    const words = textsOf(this.view);
    const by = (step: number, sign: string, label: string, possible: boolean) => {
      const change = () => {
        this.drafts.drop(field.key);
        this.change(field.key, () => field.change(field.value + step));
      };
      return iconButton(label, sign, change, { classes: 'text', disabled: !possible });
    };
    const { units } = this.view.work.catalog.limits;
    return html`<span class="counter">
      ${by(-1, '−', words.fewer(field.label), field.value > 1)} ${this.input(field)}
      ${by(1, '+', words.more(field.label), field.value < units)}
    </span>`;
  }

  protected check(key: string, label: string, checked: boolean, toggle: () => void): TemplateResult {
    return html`<label class="check-field">
      <input type="checkbox" .checked=${checked} @change=${() => this.change(key, toggle)} />
      ${label}
    </label>`;
  }

  protected problem(key: string): TemplateResult {
    return this.faultLine(`problem-${key}`, this.drafts.fault(key));
  }
}
