/** The lab's page: its language comes from the address, else from the browser. */
import './lab';
import { languageOf } from '../work/choices';
import { labTexts } from './texts';
import type { BackpropLab } from './lab';

const lab = document.querySelector<BackpropLab>('backprop-lab')!;

function speak(): void {
  const language = languageOf(new URLSearchParams(location.hash.slice(1)).get('lang') || navigator.language);
  document.documentElement.lang = language;
  document.title = labTexts[language].pageTitle;
  lab.lang = language;
  // After the language stands what the workbench had in its address.
  lab.workbench = /^#lang=[^&]*&(.+)/.exec(location.hash)?.[1] ?? '';
  lab.requestUpdate();
}

addEventListener('hashchange', speak);
speak();
