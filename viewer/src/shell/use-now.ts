import { useEffect, useState } from 'react';

/** The time, epoch milliseconds, told anew every so often while it is wanted; undefined while it is not. */
export function useNow(wanted: boolean, every: number): number | undefined {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!wanted) return;
    const tell = (): void => setNow(Date.now());
    tell();
    const timer = setInterval(tell, every);
    return () => clearInterval(timer);
  }, [wanted, every]);
  return wanted ? now : undefined;
}
