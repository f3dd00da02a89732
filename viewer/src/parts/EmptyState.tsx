import type { ReactElement, ReactNode } from 'react';

export interface EmptyStateProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children?: ReactNode;
}

/** What a place says while there is nothing in it, and what to do about that. */
export function EmptyState({ title, hint, children }: EmptyStateProps): ReactElement {
  return (
    <div className="os-empty">
      <p className="os-empty-title">{title}</p>
      {hint && <p className="os-empty-hint">{hint}</p>}
      {children}
    </div>
  );
}
