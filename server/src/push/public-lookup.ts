import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';

/** The code of an error about a name that leads to this machine, or into a private network. */
export const NOT_PUBLIC = 'NOT_PUBLIC';

/**
 * Looks a name up, and refuses it where any of its addresses is not public. Given to the connection itself: what is checked
 * is what is connected to, whatever the name says a moment later.
 */
export const publicLookup: LookupFunction = (name, options, callback) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '');
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      return callback(Object.assign(new Error('The address is not public'), { code: NOT_PUBLIC }), '');
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
