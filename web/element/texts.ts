/** The texts of an element, in the language of what it shows. */
import { messagesOf } from '../kit/texts';
import type { Messages } from '../messages/en/index';
import type { Language } from '../work/choices';
import { PageError } from '../work/problem';
import type { Work } from '../work/work';

/** The language is a choice of what is shown. */
export interface Spoken {
  readonly work: Work;
  readonly choices: { readonly language: Language };
  choose(name: 'language', language: Language): void;
}

export class Texts {
  /** in the language that is on the screen */
  current: Messages | null = null;
  private arriving: { language: Language; arrival: Promise<void> } | null = null;

  constructor(private readonly changed: () => void) {}

  /** Settles when texts that are on their way have come. */
  get arrival(): Promise<void> | undefined {
    return this.arriving?.arrival;
  }

  /** Before anything is shown. `own`: the texts where those of the chosen language cannot be fetched. */
  async begin(language: Language, own: Messages): Promise<void> {
    this.current = await messagesOf[language].arrival().catch(() => own);
  }

  /** Everything on the screen stays in its language until the texts of the other have come. */
  follow(shown: Spoken): void {
    const { work } = shown;
    const { language } = shown.choices;
    const table = messagesOf[language];
    if (table.here) {
      if (this.current !== table.here && work.problem?.key === 'languageMissing') work.problem = null;
      this.current = table.here;
    }
    if (table.here || this.arriving?.language === language) return;
    const failed = () => {
      shown.choose('language', this.current!.language);
      work.fail('page', new PageError('languageMissing'));
    };
    const arrival = table.arrival().then(this.changed, failed);
    this.arriving = { language, arrival };
    void arrival.then(() => (this.arriving = null));
  }
}
