import type { Service } from '@offstage/sw-plugin/log';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Menu } from '../parts/Menu.tsx';
import type { ExportKind } from '../state/use-export.ts';
import type { RecordingControl } from '../state/use-recording.ts';
import { useStrings } from '../text/use-strings.ts';

export interface ToolbarProps {
  /** Undefined: all services. */
  readonly service: Service | undefined;
  /** The panel's name. */
  readonly title: string;
  readonly recording: RecordingControl;
  readonly canClear: boolean;
  readonly canSave: boolean;
  readonly canShare: boolean;
  onRecord(): void;
  onClear(): void;
  /** Entries that Clear would remove, as far as they are loaded. */
  readonly total: number;
  /** They are everybody's. */
  readonly onServer: boolean;
  /** Entries that match. */
  readonly shown: number;
  onSave(kind: ExportKind): void;
  onShare(): void;
  readonly children?: ReactNode;
}

/** Record, Clear and Save, where DevTools has them. */
export function Toolbar(props: ToolbarProps): ReactElement {
  const { service, title, recording, canClear, canSave, canShare } = props;
  const t = useStrings();
  const [asking, setAsking] = useState(false);
  const states = recording.recording;
  const on =
    states !== undefined &&
    (service === undefined ? Object.values(states).every((one) => one.recording) : states[service].recording);
  return (
    <div className="os-toolbar" role="toolbar" aria-label={title}>
      {states !== undefined && (
        <Button
          icon="record"
          filled={on}
          className="os-button os-record"
          label={on ? t.stopRecord : t.record}
          onClick={props.onRecord}
        />
      )}
      {canClear && <Button icon="clear" label={t.clear} onClick={() => setAsking(true)} />}
      <Menu
        icon="save"
        label={t.save}
        disabled={!canSave}
        items={[
          { id: 'log', label: t.saveLog, hint: t.saveLogHint, run: () => props.onSave('log') },
          {
            id: 'shown',
            label: t.saveShown(props.shown),
            hint: t.saveShownHint,
            run: () => props.onSave('shown'),
          },
          {
            id: 'devtools',
            label: t.saveDevTools,
            hint: t.saveDevToolsHint,
            run: () => props.onSave('devtools'),
          },
          ...(canShare ? [{ id: 'share', label: t.share, hint: t.shareHint, run: props.onShare }] : []),
        ]}
      />
      {props.children}
      {asking && (
        <div
          className="os-confirm"
          role="alertdialog"
          aria-label={t.clear}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setAsking(false);
          }}
        >
          <span>
            {props.onServer
              ? t.clearServer(props.total)
              : t.clearConfirm(service === undefined ? t.clearAll : title, props.total)}
          </span>
          <Button
            text
            label={t.remove}
            className="os-button os-danger"
            autoFocus
            onClick={() => {
              setAsking(false);
              props.onClear();
            }}
          />
          <Button text label={t.cancel} onClick={() => setAsking(false)} />
        </div>
      )}
    </div>
  );
}
