import { type ReactElement, useEffect, useState } from 'react';
import type { Refusals } from '../sources/server-api.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';

/** Milliseconds after which it is asked anew. */
const ANEW = 30_000;

/** What the server refused, by reason, each with the latest that it remembers; nothing while it refused nothing. */
export function Refused({ reports }: { readonly reports: ServerReports }): ReactElement | null {
  const t = useStrings();
  const [refusals, setRefusals] = useState<Refusals>();
  useEffect(() => {
    let stopped = false;
    const ask = (): void => {
      reports
        .refusals()
        .then((found) => {
          if (!stopped) setRefusals(found);
        })
        // What was there stays: the rest of the viewer says that the server is gone.
        .catch(() => {});
    };
    ask();
    const timer = setInterval(ask, ANEW);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [reports]);
  const rows = Object.entries(refusals?.counts ?? {});
  if (rows.length === 0) return null;
  return (
    <section className="os-endpoints" aria-label={t.refused}>
      <h2>{t.refused}</h2>
      <div className="os-endpoints-scroll" tabIndex={0} role="group" aria-label={t.refused}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.refusedReason}</th>
              <th scope="col">{t.reportColumn.count}</th>
              <th scope="col">{t.reportColumn.endpoint}</th>
              <th scope="col">{t.size}</th>
              <th scope="col">{t.reportColumn.last}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([reason, count]) => {
              const last = refusals?.samples.findLast((sample) => sample.reason === reason);
              return (
                <tr key={reason}>
                  <td>{visibleLine(reason)}</td>
                  <td>{formatNumber(count)}</td>
                  <td>{visibleLine(last?.endpoint ?? '')}</td>
                  <td>{last?.size ? formatNumber(last.size) : ''}</td>
                  <td>{last === undefined ? '' : formatTimestamp(last.time)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
