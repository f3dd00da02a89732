import { useEffect, useMemo, useState } from 'react';
import type { ScanResult } from '../filter/scan.ts';
import type { LogModel } from '../model/log-model.ts';
import { useStrings } from '../text/use-strings.ts';
import { useAnnounce } from './use-announce.ts';

/** How a list stands towards what arrives. */
export interface LiveTail {
  readonly paused: boolean;
  /** While paused: entries that wait to be shown. While the person reads elsewhere: new rows. */
  readonly fresh: number;
  /** Raised to go to the newest row. */
  readonly jump: number;
  pause(paused: boolean): void;
  /** The newest row went out of sight, or came back. */
  away(away: boolean): void;
  toNewest(): void;
}

/** @param result what is listed */
export function useLiveTail(
  model: LogModel,
  result: ScanResult,
  paused: boolean,
  pause: (on: boolean) => void,
): LiveTail {
  const t = useStrings();
  const announce = useAnnounce();
  const [jump, setJump] = useState(0);
  // Where the log ended when the person went away from its end; of an older epoch it means nothing.
  const [left, setLeft] = useState<{ readonly epoch: number; readonly high: number }>();
  const since = left?.epoch === model.epoch ? left.high : undefined;
  const unseen = useMemo(
    () =>
      since === undefined ? 0 : result.rows.reduce((sum, position) => sum + Number(position >= since), 0),
    [result, since],
  );
  const fresh = paused ? model.size - result.size : unseen;

  useEffect(() => {
    if (fresh > 0) announce(t.announceNew(fresh));
  }, [announce, t, fresh]);

  return {
    paused,
    fresh,
    jump,
    pause,
    away: (away) => setLeft(away ? { epoch: model.epoch, high: model.high } : undefined),
    toNewest() {
      pause(false);
      setLeft(undefined);
      setJump(jump + 1);
    },
  };
}
