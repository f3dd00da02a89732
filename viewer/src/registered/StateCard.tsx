import { CATALOGUE, type RecordingState, type Service } from '@offstage/sw-plugin/log';
import type { ReactElement } from 'react';
import { own } from '../model/own.ts';
import { hasApi } from '../shell/has-api.ts';
import { formatDuration } from '../text/format.ts';
import { useStrings } from '../text/use-strings.ts';
import { visibleLine } from '../text/visible.ts';
import { provocationOf } from './provoke.ts';
import { RunButton } from './RunButton.tsx';
import type { Registered } from './registered.ts';

export interface StateCardProps {
  readonly service: Service;
  readonly registered: readonly Registered[] | undefined;
  readonly permission: PermissionState | undefined;
  readonly recording: RecordingState | undefined;
  onProvoked(): void;
}

/** One service: whether it is there, allowed, recorded, and what it holds. */
export function StateCard(props: StateCardProps): ReactElement {
  const { service, registered, permission, recording } = props;
  const t = useStrings();
  const here = hasApi(service);
  const provocation = here ? provocationOf(service) : undefined;
  return (
    <section className="os-state-card" data-missing={!here || undefined}>
      <h2>
        <span className="os-swatch" data-color={service} aria-hidden="true" />
        {CATALOGUE[service].title}
      </h2>
      <p className="os-state-api">
        <span aria-hidden="true">{here ? '✓' : '✕'}</span> {here ? t.apiHere : t.apiMissing}
      </p>
      {!here && <p className="os-quiet">{t.missingHint[service]}</p>}
      <dl>
        {permission && (
          <div>
            <dt>{t.permission}</dt>
            <dd data-permission={permission}>
              {own(t.permissionState, permission) ?? visibleLine(permission)}
              {permission === 'denied' && <p className="os-quiet">{t.deniedHint}</p>}
            </dd>
          </div>
        )}
        {recording && (
          <div>
            <dt>{t.recording}</dt>
            <dd>
              {recording.recording
                ? Number.isFinite(recording.until)
                  ? t.recordingLeft(formatDuration(Math.max(0, recording.until - Date.now())))
                  : t.recordingAlways
                : t.notRecording}
            </dd>
          </div>
        )}
        {service === 'reporting' && (
          <div>
            <dt>{t.crashContext}</dt>
            <dd>
              {'crashReport' in globalThis ? t.crashContextHere : t.apiMissing}
              {'crashReport' in globalThis && <p className="os-quiet">{t.crashContextHint}</p>}
            </dd>
          </div>
        )}
        {here && service !== 'reporting' && service !== 'paymentHandler' && (
          <div>
            <dt>{t.registered}</dt>
            <dd>
              {registered === undefined ? (
                t.loading
              ) : registered.length === 0 ? (
                t.none
              ) : (
                <ul>
                  {registered.map(({ name, value, progress, waiting }) => (
                    <li key={name + value}>
                      <span className="os-state-name">{visibleLine(name)}</span>
                      {value !== '' && <span className="os-quiet"> {visibleLine(value)}</span>}
                      {waiting && <span className="os-tag">{t.updateWaiting}</span>}
                      {progress !== undefined && <progress value={progress} aria-label={visibleLine(name)} />}
                    </li>
                  ))}
                </ul>
              )}
            </dd>
          </div>
        )}
      </dl>
      {provocation && (
        <p className="os-state-provoke">
          <RunButton provocation={provocation} onDone={props.onProvoked} />
        </p>
      )}
    </section>
  );
}
