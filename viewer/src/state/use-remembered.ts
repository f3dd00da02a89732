import { useMemo, useState } from 'react';
import { readSetting, writeSetting } from '../shell/settings.ts';

/** A choice that is remembered for the next visit. Until it was made the preset counts, also one that changes. */
export function useRemembered<Value>(key: string, preset: Value): readonly [Value, (next: Value) => void] {
  const kept = useMemo(() => readSetting(key, preset), [key, preset]);
  const [chosen, setChosen] = useState<Value>();
  const keep = (next: Value): void => {
    writeSetting(key, next);
    setChosen(next);
  };
  return [chosen ?? kept, keep];
}
