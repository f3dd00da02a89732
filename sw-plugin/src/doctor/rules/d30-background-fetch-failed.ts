import type { Entry } from '../../log/entry.ts';
import { clip } from '../clip.ts';
import { detailOf, errorOf, metadataOf, record, text } from '../detail-readers.ts';
import { failedRequests } from '../failed-requests.ts';
import { isTold } from '../is-told.ts';
import { refusalWords } from '../refused-calls.ts';
import type { Rule } from '../rule.ts';

/** Chromium's names, and the platform's: https://wicg.github.io/background-fetch/#enumdef-backgroundfetchfailurereason */
const REASONS: Readonly<Record<string, readonly [cause: string, fix: string]>> = {
  'bad-status': [
    'A response had a status outside 200–299.',
    'Look at the URLs and at the server: every response has to be a success.',
  ],
  'fetch-error': [
    'A request failed: no network, CORS, mixed content or an invalid response.',
    'Check that the URLs can be fetched with CORS.',
  ],
  'quota-exceeded': [
    'There was no room left for the download.',
    'Ask navigator.storage.estimate() before, and delete old downloads.',
  ],
  'download-total-exceeded': [
    'More bytes came than the downloadTotal that was announced.',
    'Set downloadTotal to the real sum of all responses, uncompressed, or leave it out.',
  ],
  'service-worker-unavailable': [
    'The worker that the download belongs to was gone.',
    'Keep the registration while a download is running.',
  ],
};

const NAMES: Readonly<Record<string, string>> = { 'total-download-exceeded': 'download-total-exceeded' };

/** A background fetch that failed, or could not be started. One that was aborted did what it was told. */
export const backgroundFetchFailed: Rule = {
  id: 'D30',
  link: 'BackgroundFetchRegistration/failureReason',
  find(history, found) {
    for (const entry of history.named_('Background Fetch completed')) {
      const reason = reasonOf(entry);
      if (reason === undefined) continue;
      found({
        key: reason,
        proof_: [entry, ...failedRequests(entry, history).slice(0, 10)],
        words_: () => {
          const [cause, fix] = REASONS[reason] ?? ['', 'Look at the requests of this background fetch.'];
          return {
            title: `A background fetch failed: ${reason}`,
            cause: `${cause || `The reason is ${reason}.`}${sayRequests(failedRequests(entry, history))}`,
            fix,
          };
        },
      });
    }
    for (const call of history.calls_('backgroundFetch.fetch()')) {
      const error = errorOf(call.closing_);
      if (call.outcome !== 'failed' || error?.name === 'AbortError' || isTold(call, history)) continue;
      found({
        key: `rejected ${error?.name} ${error?.message}`,
        proof_: call,
        words_: () => refusalWords(call),
      });
    }
  },
};

/** `https://a.example/film.mp4 was answered with 404; 2 more failed.` */
function sayRequests([first, ...more]: readonly Entry[]): string {
  if (!first) return '';
  const status = Number(metadataOf(first, 'Response Status'));
  const how = status > 0 ? `was answered with ${status}` : 'got no answer';
  return ` ${clip(metadataOf(first, 'URL') ?? '', 200)} ${how}${more.length > 0 ? `; ${more.length} more failed` : ''}.`;
}

function reasonOf(entry: Entry): string | undefined {
  if (metadataOf(entry, 'Event Type') === 'BackgroundFetchAbortEvent') return undefined;
  const told =
    text(record(detailOf(entry).fetch)?.failureReason) || metadataOf(entry, 'Failure Reason') || '';
  // Older Chromium writes the name of the enum in front.
  const reason = told.replace(/^.*::/, '').toLowerCase().replaceAll('_', '-');
  if (reason === '' || reason === 'none' || reason === 'aborted' || reason.startsWith('cancelled'))
    return undefined;
  return NAMES[reason] ?? reason;
}
