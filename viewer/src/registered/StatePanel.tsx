import { type LogUsage, SERVICES, type Service } from '@offstage/sw-plugin/log';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { isInstalled } from '../shell/is-installed.ts';
import type { Source } from '../sources/source.ts';
import type { RecordingControl } from '../state/use-recording.ts';
import { formatBytes, formatTimestamp } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { permissionOf } from './permission-of.ts';
import { type Registered, registeredOf } from './registered.ts';
import { StateCard } from './StateCard.tsx';
import registered from './StatePanel.css?inline';

/** The style sheets that it needs. */
export const STYLES: readonly string[] = [registered];

export interface StatePanelProps {
  readonly source: Source | undefined;
  readonly recording: RecordingControl;
  /** Of the worker that started last, as the log has it. */
  readonly pluginVersion: string | undefined;
}

type Answers = Readonly<
  Partial<Record<Service, { registered: readonly Registered[]; permission: PermissionState | undefined }>>
>;

/** What runs in the background changes by itself. */
const EVERY = 5000;

/** What each service has registered now in this browser, and whether this browser has it at all. */
export function StatePanel({ source, recording, pluginVersion }: StatePanelProps): ReactElement {
  const t = useStrings();
  const [answers, setAnswers] = useState<Answers>({});
  const [usage, setUsage] = useState<LogUsage>();

  const ask = useCallback(async (): Promise<void> => {
    const all = await Promise.all(
      SERVICES.map(async (service) => {
        const [registered, permission] = await Promise.all([registeredOf(service), permissionOf(service)]);
        return [service, { registered, permission }] as const;
      }),
    );
    setAnswers(Object.fromEntries(all));
    setUsage(await source?.usage?.().catch(() => undefined));
  }, [source]);

  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), EVERY);
    return () => clearInterval(timer);
  }, [ask]);

  return (
    <div className="os-panel os-state" tabIndex={0} role="group" aria-label={t.state}>
      <header className="os-state-head">
        <h2>{t.state}</h2>
        <Button text label={t.refresh} onClick={() => void ask()} />
      </header>
      <p className="os-state-usage">
        {isInstalled() ? t.openedInstalled : t.openedInTab}
        {pluginVersion !== undefined && ` · ${t.pluginVersion(visibleLine(pluginVersion, 40))}`}
      </p>
      {usage && (
        <p className="os-state-usage">
          {t.storage}: <b>{formatBytes(usage.bytes)}</b> · {t.storedEntries(usage.entries)}
          {usage.oldest !== undefined && ` · ${t.since(formatTimestamp(usage.oldest))}`}
          {usage.dropped > 0 && <span className="os-state-dropped"> · {t.dropped(usage.dropped)}</span>}
        </p>
      )}
      <div className="os-state-cards">
        {SERVICES.map((service) => (
          <StateCard
            key={service}
            service={service}
            registered={answers[service]?.registered}
            permission={answers[service]?.permission}
            recording={recording.recording?.[service]}
            onProvoked={() => void ask()}
          />
        ))}
      </div>
    </div>
  );
}
