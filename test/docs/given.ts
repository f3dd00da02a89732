/**
 * What a block of code may take as given: what stands around it in the reader's own app. Where the compiler does not
 * find a name, it is declared so; where the block is run, it has this value.
 */
export interface Given {
  readonly type: string;
  /** An expression, evaluated in the page or the worker; nothing, where the block is not run. */
  readonly value?: string;
}

export const GIVEN: Readonly<Record<string, Given>> = {
  App: { type: "() => import('react').ReactElement | null", value: '() => null' },
  token: { type: 'string', value: "'a-token-of-the-reader-that-is-long-enough'" },
  file: { type: 'File', value: "new File([''], 'log.jsonl')" },
  log: {
    type: "import('@offstage/sdk').LogClient",
    value: '{ read: async () => [], alive: async () => new Set() }',
  },
  user: { type: '{ readonly isStaff: boolean } | undefined', value: '{ isStaff: true }' },
  importScripts: { type: '(...urls: unknown[]) => void' },
  expect: { type: "typeof import('vitest')['expect']" },
  puppeteer: { type: '{ connect(options: { browserWSEndpoint: string | undefined }): Promise<unknown> }' },
  app: { type: "import('@offstage/testing').App" },
  describe: { type: "typeof import('vitest')['describe']" },
  vapidPublicKey: { type: 'string' },
  subscription: { type: "import('web-push').PushSubscription" },
  payload: { type: 'string' },
};
