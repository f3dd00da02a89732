import type { Service } from '@offstage/sw-plugin/log';
import type { ReactElement, ReactNode } from 'react';
import { own } from '../model/own.ts';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { EmptyState } from '../parts/EmptyState.tsx';
import { TryRun } from '../registered/TryRun.tsx';
import { hasApi } from '../shell/has-api.ts';
import type { Source, SourceState } from '../sources/source.ts';
import { isUnseen } from '../sources/trouble-of.ts';
import type { RecordingControl } from '../state/use-recording.ts';
import { useStrings } from '../text/use-strings.ts';

export interface LogEmptyProps {
  readonly source: Source;
  readonly service: Service | undefined;
  readonly title: string;
  readonly recording: RecordingControl;
  readonly sourceState: SourceState;
  /** A filter or a time range is set. */
  readonly filtered: boolean;
  /** Entries that are there, but of other origins. */
  readonly hidden: number;
  onShowAll(): void;
  onOthers(): void;
  /** More help, where nothing is known to be wrong. */
  readonly children?: ReactNode;
}

/** Why there is nothing to see, and how to make something happen. */
export function LogEmpty(props: LogEmptyProps): ReactElement {
  const { source, service, title, recording, sourceState, filtered } = props;
  const t = useStrings();
  if (sourceState.phase === 'loading') return <EmptyState title={t.loading} />;
  if (sourceState.phase === 'failed') {
    const reason = sourceState.reason === undefined ? undefined : t.reason[sourceState.reason];
    return (
      <EmptyState title={reason ?? t.failed}>
        {sourceState.retry && <Button text label={t.retry} onClick={sourceState.retry} />}
      </EmptyState>
    );
  }
  if (filtered || props.hidden > 0) {
    return (
      <EmptyState title={t.nothingMatches} {...(filtered && { hint: t.nothingMatchesHint })}>
        {filtered && <Button text label={t.showEverything} onClick={props.onShowAll} />}
        {props.hidden > 0 && (
          <p className="os-empty-hint">
            {t.othersHidden(props.hidden)} <Button text label={t.showOthers} onClick={props.onOthers} />
          </p>
        )}
      </EmptyState>
    );
  }
  if (source.kind === 'server' && service !== undefined && service !== 'reporting') {
    return (
      <EmptyState title={t.nothingUploaded(title)} hint={t.nothingUploadedHint}>
        <p className="os-empty-code">
          <Code
            text={`start({ worker: '/sw.js', upload: { url: '${source.url ?? location.origin}/reports' } })`}
          />
        </p>
      </EmptyState>
    );
  }
  if (source.kind === 'server') {
    return (
      <EmptyState title={t.nothingRecorded} hint={t.nothingReceived}>
        <p className="os-empty-code">
          <Code text={`Reporting-Endpoints: default="${source.url ?? location.origin}/reports"`} />
        </p>
      </EmptyState>
    );
  }
  if (source.kind === 'file') {
    return (
      <EmptyState title={t.nothingRecorded} hint={t.nothingInFile}>
        {props.children}
      </EmptyState>
    );
  }
  if (recording.recording === undefined) return <EmptyState title={t.nothingRecorded} />;
  if (service !== undefined && !hasApi(service)) {
    return (
      <EmptyState title={t.unsupported(title)} hint={t.missingHint[service]}>
        <Documentation service={service} />
        {props.children}
      </EmptyState>
    );
  }
  if (isUnseen(sourceState) && sourceState.reason !== undefined) {
    return (
      <EmptyState title={t.reason[sourceState.reason]} hint={own(t.nextStep, sourceState.reason)}>
        {props.children}
      </EmptyState>
    );
  }
  const on = service === undefined || recording.recording[service].recording;
  if (!on) {
    return (
      <EmptyState title={t.noRecording} hint={t.noRecordingHint(recordKeys())}>
        <Button
          text
          icon="record"
          className="os-button os-primary"
          label={t.record}
          onClick={() => void recording.set(service, true)}
        />
        <Documentation service={service} />
        {props.children}
      </EmptyState>
    );
  }
  const what = service === undefined ? t.backgroundService : title;
  return (
    <EmptyState title={t.recordingActivity(what)} hint={t.recordingFor(what)}>
      {service !== undefined && (
        <p className="os-empty-code">
          <span className="os-quiet">{t.howTo}</span>
          <Code text={t.tryCode[service]} />
        </p>
      )}
      {service !== undefined && <TryRun service={service} />}
      <Documentation service={service} />
      {props.children}
    </EmptyState>
  );
}

function Code({ text }: { readonly text: string }): ReactElement {
  const t = useStrings();
  return (
    <>
      <code>{text}</code> <CopyButton label={t.copyCode} text={() => text} />
    </>
  );
}

function Documentation({ service }: { readonly service: Service | undefined }): ReactElement | null {
  const t = useStrings();
  if (service === undefined) return null;
  return (
    <a className="os-link" href={t.documentation[service]} target="_blank" rel="noreferrer">
      {t.learnMore}
    </a>
  );
}

/** The keys as DevTools names them on this system. */
const recordKeys = (): string => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ E' : 'Ctrl + E');
