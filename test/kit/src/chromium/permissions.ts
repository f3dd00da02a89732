/**
 * What background services need, granted all at once: each grant takes back what an earlier one gave
 * (https://chromedevtools.github.io/devtools-protocol/tot/Browser/#method-grantPermissions).
 */
export const PERMISSIONS = [
  'notifications',
  'backgroundSync',
  'periodicBackgroundSync',
  'backgroundFetch',
  'paymentHandler',
  'geolocation',
] as const;
