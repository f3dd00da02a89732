import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { ServiceCardView } from './service-card-view.tsx';
import { SERVICE_CARDS } from './service-cards.ts';

export function ServicesPage(): ReactElement {
  return (
    <main className="page wide">
      <h1>Services</h1>
      <p className="lead">
        Each button starts one background service. What it leads to is in the <Link to="/viewer">viewer</Link>
        .
      </p>
      <div className="cards">
        {SERVICE_CARDS.map((card) => (
          <ServiceCardView key={card.id} card={card} />
        ))}
      </div>
    </main>
  );
}
