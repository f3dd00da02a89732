import { type ComponentType, type ReactElement, useEffect, useState } from 'react';
import { addStyles } from '../shell/adopt-styles.ts';

const PARTS: (() => Promise<unknown>)[] = [];

/**
 * A part whose code is loaded when it is opened first, or before that by `loadParts()`, with its style sheets, which are
 * there before it is shown. What cannot be loaded fails as a part does that breaks; another try loads again.
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
    const [failure, setFailure] = useState<unknown>();
    useEffect(() => {
      if (Loaded === undefined) loaded().then(() => setShown(true), setFailure);
    }, []);
    if (failure !== undefined) throw failure;
    return Loaded ? <Loaded {...props} /> : null;
  };
}

/** Loads what is not opened yet, so that it is there when it is; and what else is given. */
export function loadParts(...others: readonly (() => Promise<unknown>)[]): void {
  for (const load of [...PARTS, ...others]) load().catch(() => {});
}
