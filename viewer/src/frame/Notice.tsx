import type { ReactElement } from 'react';
import { browserName } from '../model/browser-name.ts';
import { own } from '../model/own.ts';
import { Button } from '../parts/Button.tsx';
import type { LogFileHeader } from '../sources/log-file.ts';
import type { Source, SourceState } from '../sources/source.ts';
import { troubleOf } from '../sources/trouble-of.ts';
import { formatTimestamp } from '../text/format.ts';
import type { Strings } from '../text/strings.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

export interface NoticeProps {
  readonly source: Source;
  readonly state: SourceState;
  /** Closes an opened file. */
  onClose(): void;
}

/** What a person should know about where the entries come from, above all panels. */
export function Notice({ source, state, onClose }: NoticeProps): ReactElement | null {
  const t = useStrings();
  const trouble = troubleOf(state);
  const { older } = state;
  if (source.kind !== 'file' && !trouble && !state.cancel && !older && !state.lost && !state.bounded)
    return null;
  const words = [
    source.kind === 'file' ? t.readOnly : '',
    state.about ? aboutFile(state.about, t) : '',
    trouble && !(source.kind === 'file' && state.phase === 'failed') ? (own(t.reason, trouble) ?? '') : '',
    trouble ? (own(t.nextStep, trouble) ?? '') : '',
    state.lost ? (source.kind === 'file' ? t.lostLines : t.lostReports)(state.lost) : '',
    state.bounded ? t.bounded(state.bounded) : '',
    older ? t.newestOf(older.loaded, older.total) : '',
    state.cancel ? t.loading : '',
  ];
  return (
    <div className="os-notice" role="status" data-phase={state.phase}>
      <span>{words.filter((word) => word !== '').join(' · ')}</span>
      {state.progress !== undefined && <progress value={state.progress} aria-label={t.loading} />}
      {state.cancel && <Button text label={t.cancel} onClick={state.cancel} />}
      {older && <Button text label={t.loadOlder} onClick={older.load} />}
      {state.retry && <Button text label={t.retry} onClick={state.retry} />}
      {source.kind === 'file' && <Button text icon="close" label={t.closeFile} onClick={onClose} />}
    </div>
  );
}

function aboutFile(about: LogFileHeader, t: Strings): string {
  const { userAgent, saved, entries, installed, hidden, said } = about;
  const time = Date.parse(saved);
  const words = [
    t.savedBy(browserName(userAgent), Number.isNaN(time) ? '' : formatTimestamp(time).slice(0, 16), entries),
    installed === undefined ? '' : installed ? t.openedInstalled : t.openedInTab,
    hidden ? t.contentsHidden : '',
    said ? `“${visibleLine(said, 200)}”` : '',
  ];
  return words.filter((word) => word !== '').join(' · ');
}
