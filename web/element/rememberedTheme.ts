/** The reader's choice of light or dark, kept from visit to visit. */
import type { Theme } from '../api';

const THEME_KEY = 'backprop-playground-theme';

export function rememberedTheme(): Theme | null {
  try {
    const theme = localStorage.getItem(THEME_KEY);
    return theme === 'auto' || theme === 'light' || theme === 'dark' ? theme : null;
  } catch {
    // Storage is switched off: the theme lasts as long as the page.
    return null;
  }
}

export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // As above.
  }
}
