import type { ThemeChoice } from '../shell/use-theme.ts';
import { useCommands } from '../state/commands.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { inPanel } from '../state/view-state.ts';
import { PANELS, type PanelId, panelTitle } from '../text/panels.ts';
import { useStrings } from '../text/use-strings.ts';

export interface FrameCommandsProps {
  readonly view: ViewControl;
  readonly theme: ThemeChoice;
  onHelp(): void;
  onPalette(): void;
  onOpen(): void;
  onReport(): void;
}

/** The commands that are there in every panel. */
export function FrameCommands(props: FrameCommandsProps): null {
  const { view, theme } = props;
  const { state, update } = view;
  const t = useStrings();
  const go = (panel: PanelId): void => update(inPanel(state, panel), true);
  const step = (by: 1 | -1): void => {
    const at = PANELS.findIndex(({ id }) => id === state.panel);
    const next = PANELS[(at + by + PANELS.length) % PANELS.length];
    if (next !== undefined) go(next.id);
  };
  useCommands([
    { id: 'help', label: t.help, keys: '?', run: props.onHelp },
    { id: 'palette', label: t.commands, keys: 'mod+k', run: props.onPalette },
    { id: 'open', label: t.open, run: props.onOpen },
    { id: 'report', label: t.reportProblem, keys: 'r', run: props.onReport },
    { id: 'next-panel', label: t.nextPanel, keys: '}', run: () => step(1) },
    { id: 'previous-panel', label: t.previousPanel, keys: '{', run: () => step(-1) },
    ...PANELS.map((panel) => ({
      id: `panel:${panel.id}`,
      label: panelTitle(panel, t),
      run: () => go(panel.id),
    })),
    { id: 'theme:light', label: `${t.theme}: ${t.themeLight}`, run: () => theme.setTheme('light') },
    { id: 'theme:dark', label: `${t.theme}: ${t.themeDark}`, run: () => theme.setTheme('dark') },
    { id: 'theme:system', label: `${t.theme}: ${t.themeSystem}`, run: () => theme.setTheme('system') },
  ]);
  return null;
}
