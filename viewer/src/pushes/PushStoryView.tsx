import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { own } from '../model/own.ts';
import { Button } from '../parts/Button.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import type { PushStory } from '../sources/push-api.ts';
import type { ServerPushes } from '../sources/server-pushes.ts';
import type { Source } from '../sources/source.ts';
import type { ViewControl } from '../state/use-view-state.ts';
import { useStrings } from '../text/use-strings.ts';
import { deviceHref } from './device-href.ts';
import { PushGoneCard } from './PushGoneCard.tsx';
import { PushSender } from './PushSender.tsx';
import { PushState } from './PushState.tsx';
import { PushSteps } from './PushSteps.tsx';
import { PushTrouble } from './PushTrouble.tsx';
import { usePushStrings } from './push-words.ts';
import { useAnswer } from './use-answer.ts';

export interface PushStoryViewProps {
  readonly id: string;
  readonly server: ServerPushes;
  readonly round: number;
  readonly source: Source;
  readonly sources: readonly Source[];
  readonly view: ViewControl;
  onDevice(device: string): void;
  onClose(): void;
  onRefresh(): void;
}

/** One push, from its sender's line to what a person did; and the way to the device's own log of it. */
export function PushStoryView(props: PushStoryViewProps): ReactElement {
  const { id, server, round, view, onClose } = props;
  const t = useStrings();
  const p = usePushStrings();
  const { value, problem } = useAnswer<PushStory>((cancel) => server.story(id, cancel), id, round);
  return (
    <section className="os-push-story" aria-label={p.story}>
      <header className="os-push-head">
        <h2>{p.story}</h2>
        {value && <PushState state={value.push.state} guess={value.push.guess} />}
        <span className="os-push-actions">
          <CopyButton icon="link" label={p.copyLink} text={() => view.link(view.state)} />
          {value && <CopyButton label={t.copyEntry} text={() => JSON.stringify(value, null, 2)} />}
          <Button icon="close" label={t.close} onClick={onClose} />
        </span>
      </header>
      <div className="os-push-body" tabIndex={0} role="group" aria-label={p.story}>
        {value === undefined ? (
          problem ? (
            <PushTrouble problem={problem} onRetry={props.onRefresh} />
          ) : (
            <p className="os-quiet">{t.loading}</p>
          )
        ) : (
          <Told {...props} story={value} />
        )}
      </div>
    </section>
  );
}

function Told({
  story,
  source,
  sources,
  view,
  onDevice,
}: PushStoryViewProps & { readonly story: PushStory }): ReactElement {
  const p = usePushStrings();
  const { push, steps, gone } = story;
  const hint = own(p.stateHint, push.state);
  const device = story.device || push.device;
  const link = deviceHref(story, view, source, sources);
  return (
    <>
      {hint && <p className="os-push-hint">{hint}</p>}
      <PushSteps steps={steps} />
      <p className="os-push-links">
        {link === undefined ? (
          <span className="os-quiet">{p.noDevice}</span>
        ) : (
          <Link className="os-link" to={link} title={p.openDeviceHint}>
            {p.openDevice}
          </Link>
        )}
        {device !== '' && (
          <button type="button" className="os-link" onClick={() => onDevice(device)}>
            {p.allOfDevice}
          </button>
        )}
      </p>
      {gone && <PushGoneCard gone={gone} />}
      <PushSender story={story} />
    </>
  );
}
