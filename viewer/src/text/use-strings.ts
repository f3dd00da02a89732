import { createContext, useContext } from 'react';
import { STRINGS, type Strings } from './strings.ts';

export const StringsContext: React.Context<Strings> = createContext<Strings>(STRINGS);

export const useStrings = (): Strings => useContext(StringsContext);
