import type { Service } from '@offstage/sw-plugin/log';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LogModel } from '../model/log-model.ts';
import { type Missing, recordingHoles } from '../model/recording-holes.ts';
import type { Source, SourceState } from '../sources/source.ts';
import type { RecordingControl } from './use-recording.ts';

export interface MissingOptions {
  readonly source: Source;
  readonly sourceState: SourceState;
  readonly model: LogModel;
  readonly recording: RecordingControl;
  /** Undefined: all of them. */
  readonly service: Service | undefined;
}

/** What the log cannot tell. The same object for as long as nothing changes in it. */
export function useMissing(options: MissingOptions): Missing {
  const { source, sourceState, model, recording, service } = options;
  const [dropped, setDropped] = useState(0);
  useEffect(() => {
    let stopped = false;
    void Promise.resolve(source.usage?.())
      .then((usage) => !stopped && setDropped(usage?.dropped ?? 0))
      .catch(() => {});
    return () => {
      stopped = true;
    };
  }, [source]);

  const found = useMemo(
    () => recordingHoles(model, recording.recording),
    [model, model.version, recording.recording],
  );
  // What a server has is of many devices: where one of them was not recorded says nothing of the others.
  const all = source.kind === 'server' ? [] : found;
  const holes =
    // While more is on its way nobody knows where the log begins.
    all.filter((one) =>
      one.service === undefined
        ? sourceState.phase !== 'loading'
        : service === undefined || one.service === service,
    );
  const next: Missing = { holes, dropped };
  const known = useRef(next);
  if (JSON.stringify(known.current) !== JSON.stringify(next)) known.current = next;
  return known.current;
}
