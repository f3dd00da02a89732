import { useEffect, useState } from 'react';
import { readSetting, writeSetting } from './settings.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface ThemeChoice {
  readonly theme: Theme;
  readonly shown: 'light' | 'dark';
  setTheme(theme: Theme): void;
}

/** @param preset what the embedding page asks for; the person's own choice goes first */
export function useTheme(preset: Theme): ThemeChoice {
  const [theme, setTheme] = useState<Theme>(() => readSetting<Theme>('theme', preset));
  // A server renders too, and has no screen.
  const [dark, setDark] = useState(
    () => typeof matchMedia !== 'undefined' && matchMedia('(prefers-color-scheme: dark)').matches,
  );
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const onChange = (): void => setDark(query.matches);
    onChange();
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  return {
    theme,
    shown: theme === 'system' ? (dark ? 'dark' : 'light') : theme,
    setTheme(next) {
      writeSetting('theme', next);
      setTheme(next);
    },
  };
}
