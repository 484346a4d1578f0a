/** The picture of the iteration: the network, or the graph of its operations. */
import { html, nothing, type TemplateResult } from 'lit';
import { segments } from './controls/segments';
import { diagram, handleIds } from './diagram/diagram';
import { Lazy } from './drawing/lazy';
import { valueEditor } from './editor/editor';
import { PICTURES } from './state/urlstate';
import type { View } from './view';

const graph = new Lazy(() => import('./graph/graph'));

export function picture(view: View): TemplateResult {
  if (view.controller.picture === 'network') return html`${diagram(view)} ${valueEditor(view)}`;
  const part = graph.get(() => view.actions.change({}));
  if (part === 'loading') return html`<p class="loading">${view.messages.graph.loading}</p>`;
  if (part === 'failed') return html`<p class="notice" role="alert">${view.messages.partMissing}</p>`;
  return part.graphPicture(view);
}

export function pictureSwitch({ controller, messages, page }: View): TemplateResult | typeof nothing {
  if (page.controls === 'none') return nothing;
  return html`<div class="picture-switch">
    ${segments({
      all: PICTURES,
      chosen: controller.picture,
      choose: (one) => controller.setPicture(one),
      text: (one) => messages.graph.pictures[one],
      label: { text: messages.graph.switch },
    })}
  </div>`;
}

/** The parts that the arrows go through, in their order. */
export function partIds(view: View, root: ParentNode): string[] {
  if (view.controller.picture === 'network') return handleIds(view);
  return [...root.querySelectorAll<SVGElement>('.operations [data-handle]')].map(({ dataset }) => dataset.id!);
}

const followed = new WeakMap<ParentNode, string>();

/** Keeps what a step computes in view: once for each step, so that the reader can look elsewhere. */
export function followStep({ controller, actions }: View, root: ParentNode): void {
  if (controller.picture !== 'graph') return;
  const part = graph.get(() => actions.change({}));
  const { position, iteration, panel, parameter } = controller;
  const key = `${position} ${iteration} ${panel} ${panel === 'step' ? '' : parameter}`;
  if (typeof part === 'string' || followed.get(root) === key) return;
  followed.set(root, key);
  part.followStep(root);
}
