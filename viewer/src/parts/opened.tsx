import { type ComponentType, type ReactElement, useEffect, useState } from 'react';
import { addStyles } from '../shell/adopt-styles.ts';
import { NotLoaded } from './NotLoaded.tsx';

const PARTS: (() => Promise<unknown>)[] = [];

/**
 * A part whose code is loaded when it is opened first, or before that by `loadParts()`, with its style sheets, which are
 * there before it is shown. What cannot be loaded says so in its place, and offers to try again.
 */
export function opened<Props extends object>(
  load: () => Promise<readonly [ComponentType<Props>, readonly string[]]>,
): (props: Props) => ReactElement | null {
  let Loaded: ComponentType<Props> | undefined;
  let loading: Promise<unknown> | undefined;
  const loaded = (): Promise<unknown> => {
    loading ??= load().then(
      ([part, styles]) => {
        styles.forEach(addStyles);
        Loaded = part;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  PARTS.push(loaded);
  // Not `lazy`: after a fallback, React holds back what was suspended for 300 ms.
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, where its module begins
  return function Part(props: Props) {
    const [, setShown] = useState(false);
    const [failed, setFailed] = useState(false);
    const load = (): void => {
      if (Loaded === undefined)
        loaded().then(
          () => setShown(true),
          () => setFailed(true),
        );
    };
    useEffect(load, []);
    if (Loaded) return <Loaded {...props} />;
    const { onClose } = props as { onClose?: () => void };
    const again = (): void => {
      setFailed(false);
      load();
    };
    return failed ? <NotLoaded onRetry={again} onClose={onClose} /> : null;
  };
}

/** Loads what is not opened yet, so that it is there when it is; and what else is given. */
export function loadParts(...others: readonly (() => Promise<unknown>)[]): void {
  for (const load of [...PARTS, ...others]) load().catch(() => {});
}
