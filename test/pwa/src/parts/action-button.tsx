import type { ReactElement } from 'react';
import type { Action } from '../actions/action.ts';
import './action-button.css';
import { useAction } from './use-action.ts';

/** A button, and below it what it says: why it can't, or what came of it. */
export function ActionButton({ action }: { readonly action: Action }): ReactElement {
  const [{ state, text }, press] = useAction(action);
  const lacks = action.lacks();
  return (
    <div className="action" data-state={lacks === undefined ? state : 'lacking'}>
      <button
        type="button"
        data-action={action.id}
        disabled={lacks !== undefined || state === 'busy'}
        onClick={press}
      >
        {action.label}
      </button>
      <p role="status">{lacks ?? text}</p>
    </div>
  );
}
