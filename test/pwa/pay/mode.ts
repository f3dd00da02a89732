/** What the shop asks the payment handler to do: ask the person, or answer by itself (for tests and the impatient). */
export type PayMode = 'ask' | 'approve' | 'refuse';

/** What the handler's window answers, on the channel named by `channelOf`. */
export type Verdict = 'pay' | 'cancel';

export function channelOf(paymentRequestId: string): string {
  return `acorn-pay:${paymentRequestId}`;
}
