import { useEffect, useState } from 'react';
import { readSetting, writeSetting } from '../shell/settings.ts';

/**
 * When somebody last looked at a source, epoch milliseconds; undefined the first time. It is remembered when the page is put
 * aside.
 */
export function useLastLooked(source: string | undefined): number | undefined {
  const key = `looked:${source}`;
  const [since, setSince] = useState<number>();
  useEffect(() => {
    if (source === undefined) return;
    const read = (): void => setSince(readSetting(key, 0) || undefined);
    const away = (): void => writeSetting(key, Date.now());
    const turn = (): void => (document.visibilityState === 'hidden' ? away() : read());
    read();
    document.addEventListener('visibilitychange', turn);
    addEventListener('pagehide', away);
    return () => {
      away();
      document.removeEventListener('visibilitychange', turn);
      removeEventListener('pagehide', away);
    };
  }, [source, key]);
  return since;
}
