import type { Entry } from '@offstage/sw-plugin/log';
import type { LogModel } from '../log-model.ts';
import { alike, comesAfter } from './alike.ts';
import { missing, reached } from './stations.ts';
import type { Station, Story } from './story.ts';

/** Started, its requests, and how it ended. */
export function storyOfFetch(model: LogModel, entry: Entry, far: number, around: number): Story | undefined {
  const all = alike(model, entry, around, far, [
    'Background Fetch registered',
    'Background Fetch started',
    'Request processing completed',
    'Background Fetch completed',
  ]);
  const last = all.findLastIndex(
    (at) => !comesAfter(model, at, around) && model.entry(at).event === 'Background Fetch registered',
  );
  const next = all.findIndex(
    (at) => comesAfter(model, at, around) && model.entry(at).event === 'Background Fetch registered',
  );
  const mine = all.slice(Math.max(0, last), next === -1 ? undefined : next);
  const of = (event: string): readonly number[] => mine.filter((at) => model.entry(at).event === event);
  const [registered] = of('Background Fetch registered');
  const [started] = of('Background Fetch started');
  const requests = of('Request processing completed');
  const [completed] = of('Background Fetch completed');
  if (registered === undefined && started === undefined && completed === undefined) return undefined;
  const first = started ?? registered;
  const bad = requests.find((at) => !/^[23]\d\d$/.test(model.entry(at).metadata['Response Status'] ?? '200'));
  const stations: Station[] = [
    first === undefined ? missing('started', 'before-log') : reached(model, 'started', first),
  ];
  const told = bad ?? requests.at(-1);
  stations.push(
    told === undefined
      ? missing('requests', completed === undefined ? 'not-yet' : 'unseen')
      : reached(model, 'requests', told, {
          count: requests.length,
          ...(bad !== undefined && { state: 'failed' }),
        }),
  );
  if (completed === undefined) return [...stations, missing('stored', 'not-yet')];
  const life = model.lifetime(completed);
  const failed = (life === undefined ? model.standing(completed) : model.standingOf(life)) === 'failed';
  stations.push(reached(model, 'stored', completed, failed ? { state: 'failed' } : {}));
  return stations;
}
