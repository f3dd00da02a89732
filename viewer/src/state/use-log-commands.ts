import type { Finding } from '@offstage/sw-plugin/doctor';
import { useStrings } from '../text/use-strings.ts';
import { useCommands } from './commands.ts';
import type { Export } from './use-export.ts';
import type { ViewControl } from './use-view-state.ts';

export interface LogCommandOptions {
  readonly view: ViewControl;
  /** Those of this panel, worst first. */
  readonly findings: readonly Finding[];
  readonly files: Export;
  readonly paused: boolean;
  readonly lifetimes: boolean;
  readonly newestFirst: boolean;
  onFilter(): void;
  onRecord(): void;
  onPause(): void;
  onTimeline(): void;
  onFailure(step: 1 | -1): void;
  onRelative(): void;
}

/** The commands of a log panel. */
export function useLogCommands(options: LogCommandOptions): void {
  const { findings, files, paused, lifetimes } = options;
  const { state, update } = options.view;
  const t = useStrings();
  const stepFinding = (step: 1 | -1): void => {
    const at = findings.findIndex((one) => state.entry !== undefined && one.entries.includes(state.entry));
    const next = findings[(at + step + findings.length) % findings.length] ?? findings[0];
    const id = next?.entries[0];
    if (id !== undefined) update({ entry: id });
  };
  useCommands([
    { id: 'filter', label: t.filter, keys: '/', run: options.onFilter },
    { id: 'record', label: t.toggleRecord, keys: 'mod+e', run: options.onRecord },
    { id: 'pause', label: paused ? t.resume : t.pause, keys: 'p', run: options.onPause },
    { id: 'timeline', label: t.toggleTimeline, keys: 't', run: options.onTimeline },
    {
      id: 'failures',
      label: t.showFailures,
      run: () => update({ filter: 'outcome:failed', entry: undefined }, true),
    },
    {
      id: 'newest-finding',
      label: t.newestFinding,
      run: () => {
        const [newest] = [...findings].sort((a, b) => b.time - a.time);
        if (newest?.entries[0] !== undefined) update({ entry: newest.entries[0] }, true);
      },
    },
    { id: 'next-finding', label: t.nextFinding, keys: ']', run: () => stepFinding(1) },
    { id: 'previous-finding', label: t.previousFinding, keys: '[', run: () => stepFinding(-1) },
    { id: 'next-failure', label: t.nextFailure, keys: 'o', run: () => options.onFailure(1) },
    { id: 'previous-failure', label: t.previousFailure, keys: 'O', run: () => options.onFailure(-1) },
    { id: 'relative-times', label: t.relativeTimes, run: options.onRelative },
    {
      id: 'close-details',
      label: t.closeDetails,
      keys: 'Escape',
      run: () => update(state.compare === undefined ? { entry: undefined } : { compare: undefined }),
    },
    {
      id: 'view',
      label: lifetimes ? t.asDevTools : t.lifetimes,
      run: () => update({ lifetimes: !lifetimes }, true),
    },
    {
      id: 'newest-first',
      label: t.newestFirst,
      run: () => update({ newestFirst: !options.newestFirst }, true),
    },
    { id: 'save-log', label: `${t.save}: ${t.saveLog}`, run: () => files.save('log') },
    { id: 'save-devtools', label: `${t.save}: ${t.saveDevTools}`, run: () => files.save('devtools') },
  ]);
}
