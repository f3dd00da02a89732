import { useEffect, useMemo, useState } from 'react';
import type { LogModel } from '../model/log-model.ts';
import type { Report } from '../sources/server-api.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { type Delivery, joinDeliveries } from './delivery.ts';

/** A browser posts reports within a minute; asking more often shows nothing more. */
const EVERY = 5000;
const LATEST = 1000;

/** What the server received of the reports that were seen in the page, by id of the entry. */
export function useDeliveries(
  model: LogModel,
  positions: Int32Array,
  server: ServerReports | undefined,
): ReadonlyMap<string, Delivery> {
  const [received, setReceived] = useState<readonly Report[]>([]);
  useEffect(() => {
    if (server === undefined) return;
    let stopped = false;
    const ask = (): void => {
      server
        .page(LATEST)
        .then(({ reports }) => !stopped && setReceived(reports))
        .catch(() => {});
    };
    ask();
    const timer = setInterval(ask, EVERY);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [server]);
  return useMemo(
    () => joinDeliveries(Array.from(positions.subarray(-LATEST), model.entry), received),
    [model, positions, received],
  );
}
