import type { ReactElement } from 'react';
import { NavLink, Outlet } from 'react-router';
import './app-frame.css';
import { useOnline } from './use-online.ts';

const PLACES = [
  { to: '/', label: 'Notes' },
  { to: '/services', label: 'Services' },
  { to: '/report-cases', label: 'Reports' },
  { to: '/viewer', label: 'Viewer' },
];

/** What is around every page: the name, where to go, and whether there is a network. */
export function AppFrame(): ReactElement {
  const online = useOnline();
  return (
    <>
      <header className="app-bar">
        <NavLink to="/" className="app-name" end>
          <img src="/icons/icon.svg" width="28" height="28" alt="" />
          Field notes
        </NavLink>
        <nav aria-label="App">
          {PLACES.map(({ to, label }) => (
            <NavLink key={to} to={to} end={to === '/'}>
              {label}
            </NavLink>
          ))}
        </nav>
        {!online && (
          <span className="chip" role="status">
            offline
          </span>
        )}
      </header>
      <Outlet />
    </>
  );
}
