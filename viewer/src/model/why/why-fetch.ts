import type { LifetimeRow } from '../lifetime.ts';
import type { LogModel } from '../log-model.ts';
import { storyOf } from '../story/story-of.ts';
import { type Check, no, unknown, yes } from './check.ts';
import { apiCheck, errorWords, handlerCheck, permissionCheck, workerChecks } from './common-checks.ts';
import type { Facts } from './facts.ts';
import { isLater, newest } from './newest.ts';

const RULES = ['D30'];
const NAMES = ['Background Fetch registered', 'Background Fetch started', 'Background Fetch completed'];

/** Why did my background fetch fail? @param asked an entry of the fetch that is asked about; undefined: the latest */
export function whyFetch(model: LogModel, facts: Facts, asked: number | undefined): readonly Check[] {
  const at = asked ?? newest(model, NAMES);
  const refused = newest(model, ['backgroundFetch.fetch() rejected']);
  const story =
    at === undefined || (asked === undefined && isLater(model, refused, at)) ? undefined : storyOf(model, at);
  const stored = story?.find(({ name }) => name === 'stored');
  const completed: LifetimeRow | undefined = stored?.at === undefined ? undefined : model.lifetime(stored.at);
  return [
    apiCheck(facts),
    ...workerChecks(model, facts),
    permissionCheck(model, facts, 'background-fetch'),
    startedCheck(model, story?.[0]?.at, story === undefined ? refused : undefined),
    ...(story === undefined
      ? []
      : [
          requestsCheck(model, story),
          storedCheck(model, story),
          ...(completed ? [handlerCheck(model, completed)] : []),
        ]),
  ];
}

function startedCheck(model: LogModel, at: number | undefined, refused: number | undefined): Check {
  if (refused !== undefined)
    return no('started', 'refused', 'readError', {
      at: refused,
      rules: RULES,
      words: errorWords(model.entry(refused).detail.error),
    });
  return at === undefined ? no('started', 'notYet', 'startFetch') : yes('started', 'started', { at });
}

type Stations = NonNullable<ReturnType<typeof storyOf>>;

function requestsCheck(model: LogModel, story: Stations): Check {
  const station = story.find(({ name }) => name === 'requests');
  const at = station?.at;
  if (at === undefined) return unknown('requests', station?.reason === 'unseen' ? 'unseen' : 'notYet');
  const { metadata } = model.entry(at);
  const words = [metadata['Response Status'], metadata.URL].filter(Boolean).join(' ');
  return station?.state === 'failed'
    ? no('requests', 'requestsBad', 'fixRequests', { at, words, rules: RULES })
    : yes('requests', 'requestsFine', { at });
}

function storedCheck(model: LogModel, story: Stations): Check {
  const station = story.find(({ name }) => name === 'stored');
  if (station?.at === undefined) return unknown('stored', 'notYet');
  const { at } = station;
  return station.state === 'failed'
    ? no('stored', 'fetchFailed', 'fixRequests', {
        at,
        words: model.entry(at).metadata['Failure Reason'],
        rules: RULES,
      })
    : yes('stored', 'stored', { at });
}
