/** The picture of the iteration: the network, or the graph of its operations. */
import { html, nothing, type TemplateResult } from 'lit';
import { segments } from '../../kit/segments';
import { diagram, handleIds } from '../diagram/diagram';
import { fetched } from '../../kit/fetched';
import { Lazy } from '../../kit/lazy';
import { valueEditor } from '../diagram/valueEditor';
import { PICTURES } from '../../link/codec';
import type { View } from '../../kit/view';

const graph = new Lazy(() => import('../graph/graph'));

export function picture(view: View): TemplateResult | typeof nothing {
  if (view.controller.picture === 'network') return html`${diagram(view)} ${valueEditor(view)}`;
  return fetched(view, graph, (part) => part.graphPicture(view), view.messages.graph.loading);
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
export function followStep({ controller }: View, root: ParentNode): void {
  if (controller.picture !== 'graph') return;
  const { position, iteration, panel, parameter } = controller;
  const key = `${position} ${iteration} ${panel} ${panel === 'step' ? '' : parameter}`;
  if (!graph.here || followed.get(root) === key) return;
  followed.set(root, key);
  graph.here.followStep(root);
}
