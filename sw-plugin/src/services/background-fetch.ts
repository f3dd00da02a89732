import type { Detail } from '../log/entry.ts';
import type { ExtendableEventLike } from '../platform.ts';
import {
  type CallDefinition,
  type Calls,
  type EventDefinition,
  type Events,
  line,
  type Moment,
  own,
} from './definition.ts';
import { attributes, members, string } from './plain.ts';

/** `BackgroundFetchRegistration`, as far as it is read by name. */
export interface FetchRegistration extends EventTarget {
  readonly id: string;
  readonly downloaded: number;
  readonly result: string;
  readonly failureReason: string;
  matchAll(): Promise<
    readonly { readonly request: { readonly url: string }; readonly responseReady: Promise<Response> }[]
  >;
}

interface FetchEventLike extends ExtendableEventLike {
  readonly registration: FetchRegistration;
}

const service = 'backgroundFetch';

/** More requests than this are not looked at one by one. */
const MAX_RECORDS = 100;

/** Bodies are not measured where all of them are larger than this together, bytes. */
const MAX_BYTES = 10_000_000;

/** A fetch as it stands: what is down and up, of how much, its result and why it failed. */
export const progressOf = (registration: FetchRegistration): Detail => ({ fetch: attributes(registration) });

/** What became of each request: the browser's recorder saw it happen, we find it afterwards in the records. */
async function describeRequests(
  registration: FetchRegistration,
  { attempt_: attempt, write }: Moment,
): Promise<void> {
  const records = await registration.matchAll();
  records.slice(0, MAX_RECORDS).forEach(({ request, responseReady }, index) => {
    attempt(async () => {
      // One that has no response was never completed.
      const response = await responseReady.catch(() => undefined);
      if (!response) return;
      const { downloaded } = registration;
      const size = records.length > 1 ? downloaded < MAX_BYTES && (await response.blob()).size : downloaded;
      write({
        ...line('Request processing completed', {
          URL: request.url,
          'Request Index': `${index}`,
          'Response Status': `${response.status}`,
          ...(size !== false && { 'Response Size (bytes)': `${size}` }),
        }),
        inferred: true,
      });
    });
  });
}

const instance = ({ registration }: FetchEventLike): string => registration.id;

function settled(kind: string): EventDefinition<FetchEventLike> {
  return {
    service,
    holdable_: true,
    instance_: instance,
    start_({ registration }, moment) {
      const { failureReason: reason } = registration;
      moment.attempt_(() => describeRequests(registration, moment));
      // https://wicg.github.io/background-fetch/#enumdef-backgroundfetchfailurereason, under Chromium's names; whether
      // script or the person aborted it is not said.
      const text = reason !== 'aborted' && reason.toUpperCase().replaceAll('-', '_');
      return line(
        'Background Fetch completed',
        { 'Event Type': `BackgroundFetch${kind}Event`, ...(text && { 'Failure Reason': text }) },
        progressOf(registration),
      );
    },
  };
}

/**
 * Background Fetch, as Chromium's `background_fetch_scheduler.cc` logs it.
 * https://wicg.github.io/background-fetch/
 */
export const backgroundFetchEvents = (): Events => ({
  backgroundfetchsuccess: settled('Success'),
  backgroundfetchfail: settled('Fail'),
  backgroundfetchabort: settled('Abort'),
  backgroundfetchclick: {
    service,
    instance_: instance,
    start_: ({ registration }: FetchEventLike) =>
      own('backgroundfetchclick event dispatched', progressOf(registration)),
  },
});

/** A worker may call it too, and in Chromium is refused: https://github.com/WICG/background-fetch/issues/143 */
export const backgroundFetchCall = (): CallDefinition => ({
  service,
  prefix_: 'backgroundFetch.',
  instance_: (_manager, [id]) => string(id),
});

export const backgroundFetchCalls = (): Calls => ({
  'BackgroundFetchManager.fetch': backgroundFetchCall(),
  'BackgroundFetchRegistration.abort': {
    service,
    instance_: (registration) => (registration as FetchRegistration).id,
  },
});

/** Methods of a worker's events. */
export const backgroundFetchEventCalls = (): Calls => ({
  'BackgroundFetchUpdateUIEvent.updateUI': {
    service,
    instance_: (event) => instance(event as FetchEventLike),
    facts_: (_event, [dictionary]) => ({ options: members(dictionary) }),
  },
});
