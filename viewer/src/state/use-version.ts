import { useEffect, useState } from 'react';
import type { LogModel } from '../model/log-model.ts';

const EVERY = 250;

/** Renders again a few times a second while the model changes; for what is counted rather than listed. */
export function useVersion(model: LogModel): number {
  const [version, setVersion] = useState(model.version);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => {
      timer = undefined;
      setVersion(model.version);
    };
    tell();
    const unsubscribe = model.subscribe(() => {
      timer ??= setTimeout(tell, EVERY);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [model]);
  return version;
}
