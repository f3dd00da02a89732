import type { Service } from '@offstage/sw-plugin/log';
import type { Source } from '../sources/source.ts';
import { useStrings } from '../text/use-strings.ts';
import { useAnnounce } from './use-announce.ts';
import type { RecordingControl } from './use-recording.ts';

export interface PanelActions {
  readonly canClear: boolean;
  record(): void;
  clear(): void;
}

export interface PanelActionOptions {
  readonly source: Source;
  /** Nothing may be removed. */
  readonly readOnly: boolean;
  /** Undefined: all of them. */
  readonly service: Service | undefined;
  /** The panel's name. */
  readonly title: string;
  readonly recording: RecordingControl;
  onReload(): void;
}

/** Record and Clear, for one service or for all. */
export function usePanelActions(options: PanelActionOptions): PanelActions {
  const { source, service, title, recording } = options;
  const t = useStrings();
  const announce = useAnnounce();

  const record = (): void => {
    const states = recording.recording;
    if (states === undefined) return;
    const on =
      service === undefined
        ? !Object.values(states).every((one) => one.recording)
        : !states[service].recording;
    void recording
      .set(service, on)
      .then(() => announce((on ? t.announceRecording : t.announceStopped)(title)));
  };
  const clear = async (): Promise<void> => {
    try {
      await source.clear?.(service);
      if (source.kind === 'server') options.onReload();
    } catch {
      announce(t.clearFailed);
    }
  };
  // A server holds uploaded entries of all services as one type of report.
  const separable = source.kind !== 'server' || service === undefined || service === 'reporting';
  return {
    canClear: source.clear !== undefined && separable && !options.readOnly,
    record,
    clear: () => void clear(),
  };
}
