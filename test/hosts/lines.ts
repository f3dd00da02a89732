import type { Entry } from '@offstage/sw-plugin/log';
import type { RecordedEvent } from '../kit/src/chromium/background-service-recorder.ts';

type Pairs = readonly (readonly [key: string, value: string])[];

/** What script cannot know. */
const UNSEEN = 'Next Attempt Delay (ms)';

const say = (service: string, event: string, instanceId: string, metadata: Pairs): string => {
  const pairs = metadata.filter(([key]) => key !== UNSEEN).map(([key, value]) => `${key}: ${value}`);
  return `${service}: ${event} (${instanceId}) ${pairs.sort().join(', ')}`;
};

/** The browser's own lines, in no order. */
export const recordedLines = (events: readonly RecordedEvent[]): readonly string[] =>
  events
    .map(({ service, eventName, instanceId, eventMetadata }) =>
      say(
        service,
        eventName,
        instanceId,
        eventMetadata.map(({ key, value }) => [key, value]),
      ),
    )
    .sort();

/** Of our log's entries those that the browser logs as well, as its lines, in no order. */
export const loggedLines = (entries: readonly Entry[]): readonly string[] =>
  entries
    .filter(({ own, inferred }) => !own && !inferred)
    .map(({ service, event, instanceId, metadata }) =>
      say(service, event, instanceId, Object.entries(metadata)),
    )
    .sort();
