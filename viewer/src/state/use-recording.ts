import { type Recording, SERVICES, type Service } from '@offstage/sw-plugin/log';
import { useCallback, useEffect, useState } from 'react';
import type { Source } from '../sources/source.ts';

export interface RecordingControl {
  /** Undefined where the source does not record. */
  readonly recording: Recording | undefined;
  /** One service, or all of them. */
  set(service: Service | undefined, on: boolean): Promise<void>;
}

/** Recording ends by itself after 3 days; another tab may switch it. */
const ASK_EVERY = 15_000;

export function useRecording(source: Source | undefined): RecordingControl {
  const [recording, setRecording] = useState<Recording>();

  const ask = useCallback(async (): Promise<void> => {
    try {
      setRecording(await source?.recording?.());
    } catch {
      setRecording(undefined);
    }
  }, [source]);

  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY);
    return () => clearInterval(timer);
  }, [ask]);

  const set = useCallback(
    async (service: Service | undefined, on: boolean): Promise<void> => {
      for (const one of service === undefined ? SERVICES : [service]) {
        await source?.setRecording?.(one, on).catch(() => {});
      }
      await ask();
    },
    [source, ask],
  );
  return { recording, set };
}
