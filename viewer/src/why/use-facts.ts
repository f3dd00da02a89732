import { useCallback, useEffect, useState } from 'react';
import type { AskedService } from '../model/why/asked-service.ts';
import type { Facts } from '../model/why/facts.ts';
import type { Source } from '../sources/source.ts';
import { askFacts } from './ask-facts.ts';

/** What a person changes meanwhile, such as a permission, is seen soon. Milliseconds. */
const EVERY = 3_000;

/** How things stand in this browser; undefined until they are asked for. */
export function useFacts(service: AskedService, source: Source): Facts | undefined {
  const [facts, setFacts] = useState<Facts>();
  const ask = useCallback(async (): Promise<void> => {
    const next = await askFacts(service, source);
    setFacts((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
  }, [service, source]);
  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), EVERY);
    return () => clearInterval(timer);
  }, [ask]);
  return facts;
}
