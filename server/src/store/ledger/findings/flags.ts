/** What a push is remembered by besides its state and status; each a bit, so that those of one kind are counted together. */
export const FLAGS = {
  ttlZero: 1,
  nearlyTooLarge: 2,
  afterGone: 4,
  retryIgnored: 8,
  silentDevice: 16,
  subscribedTwice: 32,
  replaced: 64,
} as const;
