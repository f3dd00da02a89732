import { useCallback, useState } from 'react';
import type { Action } from '../actions/action.ts';
import { explain } from '../actions/explain.ts';

export interface ActionState {
  readonly state: 'idle' | 'busy' | 'done' | 'failed';
  readonly text: string;
}

/** Runs an action and keeps what came of it. While it runs, a second press does nothing. */
export function useAction(action: Action): readonly [ActionState, () => void] {
  const [state, setState] = useState<ActionState>({ state: 'idle', text: '' });
  const press = useCallback(() => {
    setState({ state: 'busy', text: 'Working…' });
    action.run().then(
      (text) => setState({ state: 'done', text }),
      (error) => setState({ state: 'failed', text: explain(error) }),
    );
  }, [action]);
  return [state, press];
}
