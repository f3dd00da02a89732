import type { CallDefinition } from './definition.ts';

/** What ends a registration, and with it its push subscription: https://w3c.github.io/push-api/#dfn-push-subscription */
export const unregisterCall: CallDefinition = { service: 'serviceWorker' };
