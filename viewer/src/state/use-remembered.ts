import { useState } from 'react';
import { readSetting, writeSetting } from '../shell/settings.ts';

/** A choice that is remembered for the next visit. */
export function useRemembered<Value>(key: string, preset: Value): readonly [Value, (next: Value) => void] {
  const [value, setValue] = useState(() => readSetting(key, preset));
  const keep = (next: Value): void => {
    writeSetting(key, next);
    setValue(next);
  };
  return [value, keep];
}
