import type { ReactElement } from 'react';
import { own } from '../model/own.ts';
import { Button } from '../parts/Button.tsx';
import { Menu } from '../parts/Menu.tsx';
import type { Theme, ThemeChoice } from '../shell/use-theme.ts';
import type { Source, SourceState } from '../sources/source.ts';
import { troubleOf } from '../sources/trouble-of.ts';
import type { Strings } from '../text/strings.ts';
import { useStrings } from '../text/use-strings.ts';

export interface HeaderProps {
  readonly theme: ThemeChoice;
  readonly sourceState: SourceState;
  readonly sources: readonly Source[];
  readonly source: Source | undefined;
  onSource(id: string): void;
  onOpen(): void;
  onHelp(): void;
  onPalette(): void;
}

/** The viewer's own bar. No `<header>`: in a page without `<main>` that would be the page's second banner. */
export function Header(props: HeaderProps): ReactElement {
  const { theme, sourceState, sources, source, onSource } = props;
  const t = useStrings();
  const themes: readonly (readonly [Theme, string])[] = [
    ['system', t.themeSystem],
    ['light', t.themeLight],
    ['dark', t.themeDark],
  ];
  return (
    <div className="os-header">
      <h1 className="os-brand">{t.name}</h1>
      {sources.length > 1 && (
        <select
          className="os-select"
          aria-label={t.source}
          value={source?.id}
          onChange={(event) => onSource(event.target.value)}
        >
          {sources.map((one) => (
            <option key={one.id} value={one.id}>
              {sourceName(one, t)}
            </option>
          ))}
        </select>
      )}
      <span
        className="os-source-state"
        data-phase={sourceState.phase}
        data-trouble={troubleOf(sourceState)}
        role="status"
      >
        {stateText(sourceState, t)}
      </span>
      <span className="os-header-actions">
        <Button icon="open" label={t.open} onClick={props.onOpen} />
        <Button icon="menu" label={t.commands} onClick={props.onPalette} />
        <Button icon="keyboard" className="os-button os-wide" label={t.help} onClick={props.onHelp} />
        <Menu
          icon="theme"
          className="os-wide"
          label={t.theme}
          items={themes.map(([id, label]) => ({
            id,
            label,
            checked: theme.theme === id,
            run: () => theme.setTheme(id),
          }))}
        />
      </span>
    </div>
  );
}

function sourceName(source: Source, t: Strings): string {
  if (source.name !== '') return source.name;
  return source.kind === 'server' ? t.sourceServer : t.sourceLog;
}

function stateText(state: SourceState, t: Strings): string {
  // What is wrong with it stands where its entries would.
  if (state.phase === 'failed') return t.failed;
  if (state.reason !== undefined) return own(t.reason, state.reason) ?? '';
  if (state.phase === 'loading') return t.loading;
  return state.phase === 'live' ? t.live : t.complete;
}
