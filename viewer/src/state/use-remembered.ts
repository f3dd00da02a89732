import { useState } from 'react';
import { readSetting, writeSetting } from '../shell/settings.ts';

/** A switch that is remembered for the next visit. */
export function useRemembered(key: string, preset: boolean): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => readSetting(key, preset));
  const keep = (next: boolean): void => {
    writeSetting(key, next);
    setOn(next);
  };
  return [on, keep];
}
