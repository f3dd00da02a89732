import { createContext, useContext } from 'react';

/** Says something to screen readers, politely. Said again within the pause, only the last is spoken. */
export type Announce = (text: string) => void;

export const AnnounceContext: React.Context<Announce> = createContext<Announce>(() => {});

export const useAnnounce = (): Announce => useContext(AnnounceContext);
