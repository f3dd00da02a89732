import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { LogModel } from '../model/log-model.ts';
import type { ServerReports } from '../sources/server-reports.ts';
import { formatNumber, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { AddressForm } from './AddressForm.tsx';
import { endpointsIn, type ShownEndpoint } from './endpoints-in.ts';
import { useReadEndpoints } from './use-read-endpoints.ts';

export interface EndpointsProps {
  readonly model: LogModel;
  readonly version: number;
  readonly reports: ServerReports | undefined;
  /** Folded, where there is little room. */
  readonly compact: boolean;
  /** The log is that of this origin: its documents can be asked. */
  readonly own: boolean;
}

/** Where reports go: what the page's headers name, and what the server has received under each name. */
export function Endpoints({ model, version, reports, compact, own }: EndpointsProps): ReactElement {
  const t = useStrings();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model changes in place
  const named = useMemo(() => endpointsIn(model), [model, version]);
  const [received, setReceived] = useState<readonly ShownEndpoint[]>([]);
  useEffect(() => {
    let stopped = false;
    reports
      ?.endpoints()
      .then((uses) => {
        if (stopped) return;
        setReceived(
          uses.map(({ endpoint, count, lastSeen }) => ({
            origin: '',
            name: endpoint,
            url: '',
            header: '',
            count,
            lastSeen,
          })),
        );
      })
      .catch(() => {});
    return () => {
      stopped = true;
    };
  }, [reports]);
  const asked = useReadEndpoints(own);
  const rows = merged(latest(named, asked.endpoints), received);
  const content = (
    <>
      {rows.length === 0 ? (
        <p className="os-quiet os-endpoints-none">
          {t.noEndpoints}. {t.noEndpointsHint}
        </p>
      ) : (
        <div className="os-endpoints-scroll" tabIndex={0} role="group" aria-label={t.endpoints}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.reportColumn.origin}</th>
                <th scope="col">{t.reportColumn.name}</th>
                <th scope="col">{t.reportColumn.endpoint}</th>
                <th scope="col">{t.reportColumn.header}</th>
                <th scope="col">{t.reportColumn.count}</th>
                <th scope="col">{t.reportColumn.last}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={`${one.origin} ${one.name} ${one.url}`}>
                  <td>{visibleLine(one.origin)}</td>
                  <td>{visibleLine(one.name)}</td>
                  <td>{visibleLine(one.url)}</td>
                  <td>{visibleLine(one.header)}</td>
                  <td>{one.count === undefined ? '' : formatNumber(one.count)}</td>
                  <td>{one.lastSeen === undefined ? '' : formatTimestamp(one.lastSeen)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {own && <AddressForm failed={asked.failed} onRead={asked.read} />}
    </>
  );
  return (
    <section className="os-endpoints" aria-label={t.endpoints}>
      {compact ? (
        <details>
          <summary>
            {t.endpoints} <span className="os-quiet">{formatNumber(rows.length)}</span>
          </summary>
          {content}
        </details>
      ) : (
        <>
          <h2>{t.endpoints}</h2>
          {content}
        </>
      )}
    </section>
  );
}

/** What headers say now, and of other documents what the log says. */
function latest(logged: readonly ShownEndpoint[], asked: readonly ShownEndpoint[]): readonly ShownEndpoint[] {
  const names = new Set(asked.map(({ origin, name }) => `${origin} ${name}`));
  return [...asked, ...logged.filter(({ origin, name }) => !names.has(`${origin} ${name}`))];
}

/** A name in the page's headers is joined with the last part of the path that the server counts under. */
function merged(
  named: readonly ShownEndpoint[],
  received: readonly ShownEndpoint[],
): readonly ShownEndpoint[] {
  const rest = new Map(received.map((one) => [one.name, one]));
  const joined = named.map((one) => {
    const path = URL.canParse(one.url) ? new URL(one.url).pathname.split('/').at(-1) : undefined;
    const use = rest.get(path ?? '') ?? rest.get(one.name);
    if (use === undefined) return one;
    rest.delete(use.name);
    return { ...one, count: use.count, lastSeen: use.lastSeen };
  });
  return [...joined, ...rest.values()];
}
