import type { Protocol } from '../protocol/connect-protocol.ts';
import { inBrowserScope } from './in-browser-scope.ts';

/** Firefox's own names, by the platform's. */
const TYPES: Readonly<Record<string, string>> = {
  notifications: 'desktop-notification',
  push: 'desktop-notification',
  geolocation: 'geo',
  'persistent-storage': 'persistent-storage',
};

// https://searchfox.org/mozilla-central/source/netwerk/base/nsIPermissionManager.idl
const ACTIONS = { granted: 'ALLOW_ACTION', denied: 'DENY_ACTION', prompt: 'PROMPT_ACTION' } as const;

/** What a person does in the site's settings. Rejects with `NO_PERMISSION` for a name that Firefox does not have. */
export function setPermission(
  browser: Protocol,
  origin: string,
  name: string,
  setting: keyof typeof ACTIONS,
): Promise<void> {
  const type = TYPES[name];
  if (type === undefined)
    return Promise.reject(
      new Error(
        `NO_PERMISSION: Firefox has none called "${name}" that can be set. It has: ${Object.keys(TYPES).join(', ')}.`,
      ),
    );
  // BiDi's command takes a setting back where it is to say "prompt", and then the preference grants it.
  const script = `
    const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(${JSON.stringify(origin)});
    Services.perms.addFromPrincipal(principal, '${type}', Services.perms.${ACTIONS[setting]});`;
  return inBrowserScope(browser, script, 'PERMISSION_NOT_SET');
}
