import type { ReactElement } from 'react';
import dialog from '../parts/Dialog.css?inline';
import { Dialog } from '../parts/Dialog.tsx';
import { useStrings } from '../text/use-strings.ts';
import { keysLabel } from './use-shortcuts.ts';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [dialog];

export interface HelpProps {
  onClose(): void;
}

/** What each key does. The README's table says the same. */
export function Help({ onClose }: HelpProps): ReactElement {
  const t = useStrings();
  const lines: readonly (readonly [readonly string[], string])[] = [
    [['↑', '↓', 'j', 'k'], t.keys.move],
    [['Home', 'End'], t.keys.ends],
    [['Page Up', 'Page Down'], t.keys.pages],
    [['Enter', '→'], t.keys.open],
    [['←'], t.keys.shut],
    [['Esc'], t.keys.escape],
    [['/'], t.keys.filter],
    [['[', ']'], t.keys.finding],
    [['o', 'O'], t.keys.failure],
    [['{', '}'], t.keys.panel],
    [['r'], t.reportProblem],
    [['p'], t.keys.pause],
    [['t'], t.keys.timeline],
    [[keysLabel('mod+e')], t.keys.record],
    [[keysLabel('mod+k')], t.keys.palette],
    [[keysLabel('mod+'), t.keys.wheel], t.keys.zoom],
    [['?'], t.keys.help],
  ];
  return (
    <Dialog title={t.help} onClose={onClose}>
      <table className="os-help">
        <tbody>
          {lines.map(([keys, what]) => (
            <tr key={what}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t.filterLanguage}</h3>
      <table className="os-help">
        <tbody>
          {[...t.filterExamples, ...t.filterExamplesReports].map(([filter, what]) => (
            <tr key={filter}>
              <th scope="row">
                <code>{filter}</code>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
