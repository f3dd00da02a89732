import { CATALOGUE } from '@offstage/sw-plugin/log';
import { type Missing, missingIn } from '../model/recording-holes.ts';
import type { Strings } from '../text/strings.ts';

/** What the log cannot tell of a stretch of time, see `missingIn()`; `''` where it tells all. Times are epoch milliseconds. */
export function missingWords(
  { holes, dropped }: Missing,
  from: number,
  to: number,
  t: Strings,
  bar?: number,
): string {
  const { services, before } = missingIn(holes, from, to, bar);
  return [
    ...(before ? [t.beforeLog(dropped)] : []),
    ...(services.length > 0 ? [t.notRecordedOf(services.map((one) => CATALOGUE[one].title))] : []),
  ].join(' · ');
}
