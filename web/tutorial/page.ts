/** The tutorial's page: all its pieces come alive, and the reader can bring a network, take one along, and go back to the article's. */
import '../pieces/index';
import { copyText } from '../kit/clipboard';
import { languageOf } from '../work/choices';
import { decodeLink, encodeLink, plainLink } from '../link/codec';
import { sharedSession, type SharedSession } from '../pieces/shared';
import { findScenario } from '../scenarios/index';
import { prepare } from '../work/opening';
import { tutorialTexts } from './texts';

/** The part of the address that holds the network: the part after `#` leads to sections. */
const NETWORK = 'network';
const ARTICLE = 'article';

const words = tutorialTexts[languageOf(document.documentElement.lang)];

async function begin(): Promise<void> {
  const session = await sharedSession(ARTICLE, ARTICLE);
  const article = findScenario(ARTICLE)!.document;
  const { work } = session;
  const bar = document.querySelector<HTMLElement>('.bar')!;
  const status = bar.querySelector('[role=status]')!;
  const say = (text: string) => (status.textContent = text);

  async function openAddress(): Promise<void> {
    const text = new URL(location.href).searchParams.get(NETWORK);
    if (!text) return;
    try {
      const link = await decodeLink(text);
      if (link) work.adopt(prepare(work.core, link), false);
    } catch {
      say(words.damaged);
    }
  }

  /** The address of this page with the network as it is now. */
  async function address(): Promise<string> {
    const url = new URL(location.href);
    url.searchParams.set(NETWORK, await encodeLink({ ...plainLink, ...work.state, choices: plainLink.choices }));
    return url.href;
  }

  const acts: Record<string, (button: Element) => unknown> = {
    again: () => {
      work.attempt('page', (history) => history.replace(article, ARTICLE));
      say(words.again);
    },
    link: async (button) => {
      const text = await address().catch(() => null);
      if (text === null) say(words.tooLarge);
      else say((await copyText(text, button)) ? words.copied : words.notCopied);
    },
    take: async () => {
      const { openTake } = await import('./take');
      openTake(() => address().catch(() => location.href));
    },
    mine: async () => {
      const { openWorkshop } = await import('./workshop');
      openWorkshop(words);
    },
  };

  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-act]');
    if (button) attempt(acts[button.dataset.act!]!(button), () => say(words.notFetched));
  });
  session.listen((what) => {
    if (what === 'pointing') return;
    if (work.problem) say(words.refused);
    else if (status.textContent === words.refused) say('');
    document.documentElement.classList.toggle('own', session.facts.holds('own'));
  });
  await openAddress();
  followReading(session);
  bar.hidden = false;
}

/** What is fetched when it is asked for may not come. */
const attempt = (act: unknown, failed: () => void): void => void Promise.resolve(act).catch(failed);

/** Where a figure stands beside the text, it goes to the step of the paragraph that is being read, and back. */
function followReading(session: SharedSession): void {
  const beside = matchMedia('(min-width: 1280px)');
  const reading = new IntersectionObserver(
    (entries) => {
      const read = entries.find(({ isIntersecting }) => isIntersecting)?.target as HTMLElement | undefined;
      if (!read || !beside.matches) return;
      const { step, known, ways } = read.dataset;
      const parameter = ways === undefined ? null : session.facts.id(ways);
      session.show({ step: step === undefined ? (known ?? null) : Number(step), parameter }, read);
    },
    // The line in the middle of the window.
    { rootMargin: '-50% 0px -49% 0px' },
  );
  for (const paragraph of document.querySelectorAll('[data-step], [data-known], [data-ways]'))
    reading.observe(paragraph);
}

void begin();
if (window === parent) void import('../offline/offline').then(({ workOffline }) => workOffline('../'));
