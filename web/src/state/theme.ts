// Dark, light, or as the system is. `static/theme.js` applies the remembered choice before the first paint.
import { readPreference, writePreference } from './preferences.js';

export type Theme = 'system' | 'dark' | 'light';

/** What the person chose on an earlier visit, or in this one; `system` where they chose nothing. */
export function chosenTheme(): Theme {
  const chosen = readPreference('theme');
  return chosen === 'dark' || chosen === 'light' ? chosen : 'system';
}

/** Applies a theme to the page and remembers it. */
export function chooseTheme(theme: Theme): void {
  writePreference('theme', theme === 'system' ? undefined : theme);
  showTheme(theme);
}

/** Applies a theme to the page. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
