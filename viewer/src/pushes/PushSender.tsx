import type { ReactElement } from 'react';
import type { PushStory } from '../sources/push-api.ts';
import { formatBytes, formatDuration } from '../text/format.ts';
import { visibleLine } from '../text/visible.ts';
import { answerWord, labelsLine, usePushStrings } from './push-words.ts';

/** The longest text of a line; ids are shown whole, since they are searched for elsewhere. */
const LONGEST = 512;

/** What the sender said of a push, and which device the server knows behind it. */
export function PushSender({ story }: { readonly story: PushStory }): ReactElement {
  const p = usePushStrings();
  const { push, install } = story;
  const { ttl, bytes, retryAfter } = push;
  const seconds = (value: number | null): string => (value === null ? '' : formatDuration(value * 1000));
  const lines: readonly (readonly [string, string])[] = [
    [p.field.campaign, push.campaign],
    [p.field.labels, labelsLine(push)],
    [p.field.service, push.service],
    [p.field.status, answerWord(push, p)],
    [p.field.reason, push.reason],
    [p.field.retryAfter, seconds(retryAfter)],
    [p.field.ttl, seconds(ttl)],
    [p.field.urgency, push.urgency],
    [p.field.topic, push.topic],
    [p.field.bytes, bytes === null ? '' : formatBytes(bytes)],
    [p.field.id, push.id],
    [p.field.message, push.message],
    [p.field.device, story.device || push.device],
    [p.field.install, install],
    [p.field.reporting, push.reporting ? p.yes : p.no],
    [p.field.browser, push.browser],
    [p.field.app, push.app],
  ];
  return (
    <section>
      <h3>{p.sender}</h3>
      <dl className="os-push-facts">
        {lines
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{visibleLine(value, LONGEST)}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
