import { type ReactElement, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Icon } from '../parts/Icon.tsx';
import { download } from '../shell/download.ts';
import type { PushQuestion } from '../sources/push-api.ts';
import type { ServerPushes } from '../sources/server-pushes.ts';
import { formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { type PushView, TIMES } from './push-view.ts';
import { usePushStrings, wordFor } from './push-words.ts';

export interface PushBarProps {
  readonly view: PushView;
  readonly behind: boolean;
  /** What is shown is of the question before. */
  readonly loading: boolean;
  readonly server: ServerPushes;
  readonly question: PushQuestion;
  /** The address of what is shown. */
  link(): string;
  onView(patch: Partial<PushView>): void;
  onRefresh(): void;
}

/** Of which time, and what can be done with all of it. */
export function PushBar(props: PushBarProps): ReactElement {
  const { view, server, question, onView } = props;
  const t = useStrings();
  const p = usePushStrings();
  const [saving, setSaving] = useState<'saving' | 'failed'>();
  const address = server.exportLink(question);
  const save = (): void => {
    if (saving === 'saving') return;
    setSaving('saving');
    server.exported(question).then(
      (blob) => {
        download(blob, 'offstage-pushes.jsonl');
        setSaving(undefined);
      },
      () => setSaving('failed'),
    );
  };
  return (
    <div className="os-toolbar os-push-bar">
      <select
        className="os-select"
        aria-label={p.time}
        value={view.last ?? ''}
        onChange={({ target }) => onView({ last: target.value, range: undefined })}
      >
        {view.range && <option value="">{p.range(...timesOf(view.range))}</option>}
        {Object.keys(TIMES).map((time) => (
          <option key={time} value={time}>
            {wordFor(p.times, time)}
          </option>
        ))}
      </select>
      {(props.loading || props.behind) && (
        <span className="os-quiet">{props.loading ? t.loading : p.behind}</span>
      )}
      <span className="os-push-actions">
        {saving === 'failed' && (
          <span className="os-push-failed" role="alert">
            {p.saveFailed}
          </span>
        )}
        <Button text label={t.refresh} title={p.refresh} onClick={props.onRefresh} />
        <CopyButton icon="link" label={p.copyLink} text={props.link} />
        {address === undefined ? (
          <Button
            text
            icon="save"
            label={saving === 'saving' ? t.saving : p.save}
            title={p.saveHint}
            // Not disabled: who pressed it by the keyboard would be nowhere.
            aria-disabled={saving === 'saving'}
            onClick={save}
          />
        ) : (
          <a className="os-button" href={address} download="offstage-pushes.jsonl" title={p.saveHint}>
            <Icon name="save" />
            <span>{p.save}</span>
          </a>
        )}
      </span>
    </div>
  );
}

const timesOf = ([from, to]: readonly [number, number]): [string, string] => [
  formatTimestamp(from).slice(0, 16),
  formatTimestamp(to).slice(0, 16),
];
