import type { ReactElement } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import type { ServiceCard } from './service-cards.ts';
import { usePermission } from './use-permission.ts';

const WORDS: Readonly<Record<PermissionState, string>> = {
  granted: 'allowed',
  denied: 'denied',
  prompt: 'will ask',
};

export function ServiceCardView({ card }: { readonly card: ServiceCard }): ReactElement {
  const permission = usePermission(card.permission);
  return (
    <section className={card.wide ? 'card span' : 'card'} id={card.id} aria-labelledby={`${card.id}-title`}>
      <header>
        <h2 id={`${card.id}-title`}>{card.title}</h2>
        {permission && (
          <span className="chip" data-permission={permission}>
            {WORDS[permission]}
          </span>
        )}
      </header>
      <p>{card.story}</p>
      {card.actions.map((action) => (
        <ActionButton key={action.id} action={action} />
      ))}
    </section>
  );
}
