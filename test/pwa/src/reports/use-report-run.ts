import { useCallback, useEffect, useRef, useState } from 'react';
import { endpointOf, type ReportCase, type ReportNews } from '../../reports/report-case.ts';
import { awaitDelivery } from './await-delivery.ts';

export interface ReportRun {
  /** 0 until it is run; then counts, so that the frame is made anew. */
  readonly round: number;
  /** Lines from the case's own page. */
  readonly lines: readonly string[];
  readonly delivery: 'none' | 'waiting' | 'never' | 'arrived' | 'not sent';
  /** `arrived`: type, and milliseconds since the button was pressed. */
  readonly arrived?: { readonly type: string; readonly after: number };
}

const IDLE: ReportRun = { round: 0, lines: [], delivery: 'none' };

/** One case: `press` runs it anew; the state follows what its page saw and whether the server got the report. */
export function useReportRun(it: ReportCase): readonly [ReportRun, () => void] {
  const [run, setRun] = useState<ReportRun>(IDLE);
  const waiting = useRef<AbortController>(undefined);

  useEffect(() => {
    const channel = new BroadcastChannel('reports-demo');
    channel.addEventListener('message', ({ data }: MessageEvent<ReportNews>) => {
      if (data.kind !== it.kind || !('text' in data)) return;
      setRun((before) => ({ ...before, lines: [...before.lines, data.text] }));
    });
    return () => {
      channel.close();
      waiting.current?.abort();
    };
  }, [it.kind]);

  const press = useCallback(() => {
    waiting.current?.abort();
    waiting.current = new AbortController();
    const { signal } = waiting.current;
    const sent = it.sent === 'any' || location.protocol === 'https:';
    setRun(({ round }) => ({ round: round + 1, lines: [], delivery: sent ? 'waiting' : 'not sent' }));
    if (it.opens !== 'frame') {
      // Without an opener the browser gives the tab a process of its own.
      open(`/reports-demo/${it.kind}`, '_blank', it.opens === 'own process' ? 'noopener' : '');
    }
    if (!sent) return;
    awaitDelivery(endpointOf(it.kind), Date.now(), signal).then((arrived) => {
      if (signal.aborted) return;
      setRun((before) => ({
        ...before,
        delivery: arrived ? 'arrived' : 'never',
        ...(arrived && { arrived }),
      }));
    });
  }, [it]);

  return [run, press];
}
